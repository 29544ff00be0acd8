/** What each check on real data is, and why it is made. */
import { type CheckId, checkIds } from '../../analysis/checks/check.ts';

const explained: Record<CheckId, { title: string; text: string }> = {
  V1: {
    title: 'Lists that rule a tie out',
    text: `A follow, whichever way it goes, makes both servers note each other. So where a whole and recent peer list does not
name a server, the model takes it that nobody follows across, and the tie weighs nothing. A server that publishes counts
shows whether that holds. Looked at are its pairs with follows where both lists name each other or one rules the tie out;
of the follows on them, next to none may lie on ties that are ruled out. More would say that lists are older than we take
them for, or that some software lists less than we think, and the table under the checks tells which. A server that keeps
its blocks private leaves blocked names off its peer list as well, which nobody can see from outside.`,
  },
  V2: {
    title: 'The same follows, counted at both ends',
    text: `Where two servers both publish counts, each follow between them is counted twice: by the reader's server as one that
goes out, by the author's as one that comes in. The two numbers must be nearly the same. For comparison, the wrong
pairing is measured too, what goes out of the one with what goes out of the other. As people who follow often are
followed back, it is not far off either; the right pairing must be at least twice as near. This shows that both columns
mean what the program takes them for, unless they are mistaken for each other everywhere alike.`,
  },
  V3: {
    title: 'Servers left out, partner by partner',
    text: `Servers that publish counts are left out, a quarter of them at a time, and everything is fitted anew on the rest. The
model then tells how the follows of each left-out server are spread over its partners. Within each server the order has
to be right (Spearman), the 20 largest partners have to be found, the single numbers have to be near (Poisson deviance),
each better than sizes and known ties alone can do; and of ties told to be twice as large, twice as many follows must
have been counted (slope 1 on logarithmic scales).`,
  },
  V4: {
    title: 'Shares, in a language that was not there to learn from',
    text: `Most servers that publish counts are of one language, most servers people ask about are not. So all publishing servers of
one language are left out together, everything is fitted anew, and blocks are tried on each of them: of one of its ten
partners with the most people, of one in the middle, of a list (an imported one where the database holds any, else one that some server
declares), of a community. What the model says of L_in and L_out, the shares of follows that are cut, is put beside what
the counts say. Its error has to be at most half that of the better of two shares of people, of all or of those on the
server's peers. Of the 90 % intervals between 85 and 95 % have to hold the counted share, and of each language with at
least five servers 85 %.`,
  },
  V5: {
    title: 'Shares, of servers left out',
    text: `The same blocks and the same marks, where a quarter of the servers is left out, of all languages: what can be expected of a
server that resembles those that publish.`,
  },
};

export function explainChecks(): string {
  return checkIds.map((id) => `**${id}, ${lowered(explained[id].title)}.** ${explained[id].text}`).join('\n\n');
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
