/**
 * Software that behaves alike in every table, by the name NodeInfo gives, lower-case. What a fork was not read for is
 * not taken from its kin: it has rows of its own, which say so.
 */
export const mastodon = ['mastodon', 'hometown', 'glitchsoc', 'fedibird', 'kmyblue'];
export const pleroma = ['pleroma', 'rebased', 'soapbox'];
export const akkoma = ['akkoma'];
/** CherryPick was read in their common source. */
export const misskey = ['misskey', 'cherrypick'];
export const sharkey = ['sharkey'];
/** Split off at Misskey 12 or 13, with a secure and a private mode of their own. Calckey is Firefish's old name. */
export const oldForks = ['calckey', 'firefish', 'iceshrimp'];
export const unreadForks = ['catodon', 'dolphin', 'foundkey', 'groundpolis', 'magnetar', 'meisskey'];
export const iceshrimpNet = ['iceshrimp.net'];
export const misskeyFamily = [...misskey, ...sharkey, ...oldForks];
/** kbin is what Mbin comes from. */
export const mbin = ['mbin', 'kbin'];
/** Hubzilla's NodeInfo 1.0 says redmatrix. */
export const hubzilla = ['hubzilla', 'redmatrix'];
/** What came of the same line and was not read. */
export const zapLine = ['zap', 'osada', 'streams', 'forte'];
