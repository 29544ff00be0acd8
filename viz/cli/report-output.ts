/** The forms of an answer that is a report: text, Markdown, a page, or JSON; one at a time, the same options on every command. */
import { createOption, type Option } from 'commander';
import { renderHtml } from '../../analysis/report/html.ts';
import { renderMarkdown } from '../../analysis/report/markdown.ts';
import type { Report } from '../../analysis/report/report.ts';
import { renderText } from '../../analysis/report/text.ts';
import { printJson, printResult } from './output.ts';

export interface ReportForm {
  json?: true;
  markdown?: true;
  html?: true;
}

export function markdownOption(): Option {
  return createOption('--markdown', 'print the report as Markdown').conflicts(['json', 'html']);
}

export function htmlOption(): Option {
  return createOption('--html', 'print the report as an HTML page that stands alone').conflicts(['json', 'markdown']);
}

/** @param answer what `report` was made of, for JSON */
export function printReport(answer: unknown, report: Report, { json, markdown, html }: ReportForm): void {
  if (json) printJson(answer);
  else printResult(html ? renderHtml(report) : markdown ? renderMarkdown(report) : renderText(report));
}
