/** A survey in sentences, one a figure: how many it cuts off from anybody, how much of the reach, and what is not told. */
import type { Survey } from '../survey-types.ts';
import { showCount, showPeople, showShare } from './figures.ts';
import { showTime } from './report.ts';

/** What the figures of a survey are, and are not. */
export const surveyNote =
  'A survey counts people on the other side of two-sided ties alone: both peer lists name the other server, and for a published list that leaves out whom it blocks, the list of the other side does. It is no estimate of who follows whom, so that it comes without an interval, and the shares of `impact`, which weigh follows, differ from it.';

type Figures = Omit<Survey, 'limits' | 'sentences'>;

export function writeSurveySentences(survey: Figures): string[] {
  const { totals } = survey;
  return [
    writeQuestion(survey),
    ...(totals.servers === 0 ? [] : [writeAffected(survey), ...writeMiddle(survey), ...writePeople(survey)]),
    ...writeWithheld(survey),
    ...writeLeftOut(survey),
  ];
}

function writeQuestion({ question, listed, totals }: Figures): string {
  if (question.kind === 'declared') {
    return `Each of ${showCount(totals.servers)} published lists, beside the reach that its server would have without it.`;
  }
  if (question.kind === 'since') {
    return `What went out of the reach of each server since ${showTime(question.from.asOf)}, snapshot ${question.from.id}, in the people of that time: a list that no longer names the other, a rule that cuts, or a server that no longer answers. What came into reach since is not counted.`;
  }
  const lists = question.lists.map(({ name, entries }) => `${name} with ${showCount(entries)} entries`);
  const asked = [...question.block, ...lists].join(', ');
  return `Asked of every server, as if it alone acted on this: ${asked}. It takes ${showCount(listed!.servers)} known servers with ${showPeople(listed!.people)} people known on them, and on each software what an import there would take.`;
}

/** What the servers are that are counted, and those that are not, and what becomes of their reach. */
const wordsOf = {
  list: {
    counted: 'with a two-sided tie',
    left: 'have no tie that both sides list',
    lose: ['would be cut off', 'would lose', 'would lose'],
  },
  declared: {
    counted: 'that publish a list',
    left: 'publish no list that we hold',
    lose: ['are cut off by it', 'have lost', 'has lost'],
  },
  since: {
    counted: 'that answered both times and had a two-sided tie',
    left: 'had no such tie, or did not answer then',
    lose: ['are cut off', 'have lost', 'has lost'],
  },
} as const;

function writeAffected({ question, totals }: Figures): string {
  const { counted, lose } = wordsOf[question.kind];
  return `Of ${showCount(totals.servers)} servers ${counted}, ${showCount(totals.affected)} ${lose[0]} from at least one server in reach.`;
}

function writeMiddle({ question, quantiles }: Figures): string[] {
  const at = (quantile: number) => quantiles.find((one) => one.quantile === quantile)?.share;
  const [half, most] = [at(0.5), at(0.95)];
  if (half === undefined || most === undefined) return [];
  const [, many, one] = wordsOf[question.kind].lose;
  return [
    `Half of the servers ${many} ${showShare(half)} or less of the people in reach; one in twenty ${one} ${showShare(most)} or more.`,
  ];
}

function writePeople({ totals: { shareOfPeople } }: Figures): string[] {
  if (shareOfPeople === null) return [];
  return [`Weighed by the people on them: ${showShare(shareOfPeople)} of an average person's reach.`];
}

function writeWithheld({ totals: { withheld, unknown } }: Figures): string[] {
  return [
    ...(withheld === 0
      ? []
      : [
          `Of ${showCount(withheld)} servers the share is not shown, since it would be about a few people; the distribution holds them.`,
        ]),
    ...(unknown === 0 ? [] : [`Of ${showCount(unknown)} servers it is not known: nobody knows the sizes it rests on.`]),
  ];
}

function writeLeftOut({ question, totals: { leftOut } }: Figures): string[] {
  if (leftOut === 0) return [];
  return [
    `${showCount(leftOut)} more servers that answered ${wordsOf[question.kind].left}: a list we did not see is not an empty list.`,
  ];
}
