/** A survey in sentences, one a figure: how many it cuts off from anybody, how much of the reach, and what is not told. */
import type { Survey } from '../survey-types.ts';
import { showCount, showPeople, showShare } from './figures.ts';

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
  const lists = question.lists.map(({ name, entries }) => `${name} with ${showCount(entries)} entries`);
  const asked = [...question.block, ...lists].join(', ');
  return `Asked of every server, as if it alone acted on this: ${asked}. It takes ${showCount(listed!.servers)} known servers with ${showPeople(listed!.people)} people known on them, and on each software what an import there would take.`;
}

function writeAffected({ question, totals }: Figures): string {
  const has = question.kind === 'list' ? 'with a two-sided tie' : 'that publish a list';
  const would = question.kind === 'list' ? 'would be cut off' : 'are cut off by it';
  return `Of ${showCount(totals.servers)} servers ${has}, ${showCount(totals.affected)} ${would} from at least one server in reach.`;
}

function writeMiddle({ question, quantiles }: Figures): string[] {
  const at = (quantile: number) => quantiles.find((one) => one.quantile === quantile)?.share;
  const [half, most] = [at(0.5), at(0.95)];
  if (half === undefined || most === undefined) return [];
  const verb = question.kind === 'list' ? 'would lose' : 'has lost';
  return [
    `Half of the servers ${question.kind === 'list' ? 'would lose' : 'have lost'} ${showShare(half)} or less of the people in reach; one in twenty ${verb} ${showShare(most)} or more.`,
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
  const why = question.kind === 'list' ? 'have no tie that both sides list' : 'publish no list that we hold';
  return [`${showCount(leftOut)} more servers that answered ${why}: a list we did not see is not an empty list.`];
}
