// Personal data no page may show, found by the patterns of `kheo check` (generator/records/checks/privacy.py).

const BEFORE = 40;
const labelled = (label, text, at) => label.test(text.slice(Math.max(0, at - BEFORE), at));
const digits = (text) => text.replace(/[^0-9]/g, "").length;

const isPhone = (text, found, seen) => {
  const groups = found[0].match(/[0-9]+/g);
  const codes = groups.length > 1 && groups.every((group) => group.length === 5 && group[0] === "0");
  const named = seen.not_a_phone.test(text.slice(Math.max(0, found.index - 14), found.index));
  return digits(found[0]) >= 7 && !codes && !named && !seen.dated.test(found[0]);
};

const unlinked = (text) => text.replace(/(?:https?:\/\/|www\.)\S+/g, (link) => " ".repeat(link.length));

// [code, text] of everything personal in a text. seen: the patterns by name.
export const personal = (text, seen) => {
  const bare = unlinked(text);
  const found = [];
  const known = (at, end) => found.some(([, , from, to]) => at < to && end > from);
  const add = (code, match, said = match[0]) => {
    if (!known(match.index, match.index + said.length)) found.push([code, said.trim(), match.index, match.index + said.length]);
  };
  for (const number of bare.matchAll(seen.number)) {
    if (digits(number[0]) >= 6 && labelled(seen.account_label, bare, number.index)) add("KH803", number);
    else if (digits(number[0]) >= 8 && labelled(seen.identity_label, bare, number.index)) add("KH802", number);
  }
  for (const number of bare.matchAll(seen.phone)) if (isPhone(bare, number, seen)) add("KH801", number);
  for (const pattern of [seen.identity, seen.old_identity, seen.insurance])
    for (const number of bare.matchAll(pattern)) if (!labelled(seen.not_a_phone, bare, number.index)) add("KH802", number);
  for (const number of bare.matchAll(seen.card)) add("KH803", number);
  for (const number of bare.matchAll(seen.number))
    if (digits(number[0]) >= 7 && !/^1[89]00/.test(number[0]) && labelled(seen.phone_label, bare, number.index)) add("KH801", number);
  for (const link of text.matchAll(seen.linked_phone)) add("KH801", link, link.groups.number);
  for (const mail of text.matchAll(seen.email)) found.push([seen.private_provider.test(mail[0]) ? "KH804" : "KH809", mail[0]]);
  return found.map(([code, said]) => [code, said]);
};

// What claims that a model was recognised (generator/records/checks/recognition.py).
export const claims = (text, seen) => {
  const found = [];
  for (const claim of text.matchAll(seen.claim)) {
    const clause = text.slice(Math.max(0, claim.index - 130), claim.index).match(seen.clause)?.[0] || "";
    const subject = clause.match(seen.subject);
    if (!subject) continue;
    const led = clause.slice(0, subject.index).split(",").pop();
    if (!seen.not_claimed.test(led + subject[0]) && !seen.others.test(subject.groups.between)) found.push(claim[0]);
  }
  return found;
};
