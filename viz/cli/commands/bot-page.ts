import type { Command } from 'commander';
import { type CrawlSettings, requireContact, requireManners, resolveSettings } from '../../../crawler/settings.ts';
import { describeBot } from '../bot-page/bot-page.ts';
import { renderHtml, renderMarkdown } from '../bot-page/page.ts';
import { addOwnerOptions, addSettingOptions, keepBodiesOption } from '../crawl-options.ts';
import { printResult } from '../output.ts';

interface Options extends Partial<CrawlSettings> {
  html?: true;
}

export function addBotPage(program: Command): void {
  const command = program
    .command('bot-page')
    .description('write the page that tells administrators what a crawl with these settings does, and how to stop it')
    .option('--html', 'as HTML instead of Markdown');
  command.addOption(keepBodiesOption());
  addOwnerOptions(command);
  addSettingOptions(command);
  command.action(({ html, ...given }: Options) => {
    const settings = resolveSettings(given);
    requireContact(settings);
    requireManners(settings);
    const page = describeBot(settings);
    printResult(html ? renderHtml(page) : renderMarkdown(page));
  });
}
