(() => {

const make = (tag, properties = {}, ...children) => {
const element = document.createElement(tag);
for (const [name, value] of Object.entries(properties))
if (name in element) element[name] = value;
else element.setAttribute(name, value);
element.append(...children);
return element;
};

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? "…"));

const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

const save = (name, blob) => {
const link = make("a", { href: URL.createObjectURL(blob), download: name });
document.body.append(link);
link.click();
link.remove();
setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

const clock = () => new Date().toLocaleTimeString("vi", { hour: "numeric", minute: "2-digit" });

const today = () => {
const now = new Date();
return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
};

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

const personal = (text, seen) => {
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

const claims = (text, seen) => {
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

let hidden = /(?!)/gu;
const setHidden = (pattern) => (hidden = pattern);

const letters = (text) => String(text ?? "").normalize("NFC").replace(/\r\n?/g, "\n").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").replace(hidden, "");

const line = (text) => letters(text).replace(/\s+/gu, " ").trim();

const paragraphs = (text) =>
letters(text)
.split("\n")
.map((one) => one.replace(/\s+/gu, " ").trim())
.join("\n")
.replace(/\n{3,}/g, "\n\n")
.trim();

const unquoted = (text) => {
const bare = line(text);
return /^["'“”‘’«].*["'“”‘’»]$/su.test(bare) && bare.length > 2 ? bare.slice(1, -1).trim() || bare : bare;
};

const MARK = /^(?:[•●○▪◦·►✓]+|\*(?=\s)|[-–—+](?=\s|\p{L}))\s*/u;
const lines = (text, parting) =>
letters(text)
.split(parting)
.map((one) => line(one).replace(MARK, "").replace(/[,;]$/u, "").trim())
.filter((one) => /[\p{L}\p{N}]/u.test(one));

const count = (text) => [...text].length;

const STROKES = new Map([..."đðɖɗƀɓƙłøħŧıɨʉ"].map((letter, at) => [letter, "ddddbbklohtiiu"[at]]));
const fold = (text) =>
letters(text)
.normalize("NFKC")
.toLowerCase()
.normalize("NFD")
.replace(/[\u0300-\u036f]/g, "")
.replace(/[đðɖɗƀɓƙłøħŧıɨʉ]/g, (letter) => STROKES.get(letter));

const bare = (text) => (fold(text).match(/[a-z0-9]+/g) || []).join(" ");

const TAKEN = /^(?:trang|luu-tru|tra-cuu|index|con|prn|aux|nul|(?:com|lpt)[0-9])$/;
const MOST_SLUG = 60;
const slug = (text) => {
let name = bare(text).replaceAll(" ", "-");
if (name.length > MOST_SLUG) {
const head = name.slice(0, MOST_SLUG + 1);
name = head.includes("-") ? head.slice(0, head.lastIndexOf("-")) : name.slice(0, MOST_SLUG);
}
return !name || TAKEN.test(name) ? `mo-hinh${name && "-" + name}` : name;
};

const beginning = (text, limit) => {
const flat = line(paragraphs(text).split("\n").find((one) => one.trim()) || "").replace(MARK, "");
const sentence = flat.match(/^.*?[.!?…](?=\s|$)/u)?.[0] || flat;
if (count(sentence) <= limit) return sentence;
const cut = [...sentence].slice(0, limit).join("");
return cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
};


const days = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const DATE = /^(?:ngày\s+)?(?:(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*)?(?:(?:từ\s+)?tháng\s+)?(\d{1,2})\s*(?:[/.-]|,?\s+năm\s+|\s+)\s*(\d{4})$/iu;
const YEAR = /^(?:từ\s+)?(?:năm\s+)?(\d{4})$/iu;
const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

const readDate = (text) => {
const said = line(text).replace(/[.,;]$/, "");
let day, month, year;
if (YEAR.test(said)) year = said.match(YEAR)[1];
else if (ISO.test(said)) [, year, month, day] = said.match(ISO);
else if (DATE.test(said)) [, day, month, year] = said.match(DATE);
if (!year || year < 1900 || year > 2100) return undefined;
if (month === undefined) return year;
if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > days(year, month)))) return undefined;
return [year, String(month).padStart(2, "0"), ...(day === undefined ? [] : [String(day).padStart(2, "0")])].join("-");
};

const looksLikeDate = (text) => /^(?:(?:ngày|tháng|năm)\s+)?[\d\s/.-]+$/iu.test(line(text));

const isBefore = (one, other) => {
const shared = Math.min(one.length, other.length);
return one.slice(0, shared) < other.slice(0, shared);
};

const dateText = (iso) => {
const [year, month, day] = iso.split("-").map(Number);
return day ? `${day}/${month}/${year}` : month ? `tháng ${month}/${year}` : `năm ${year}`;
};

const BOUNDS = [
["at_least", "ít nhất|tối thiểu|không dưới"],
["at_most", "nhiều nhất|tối đa|không quá|cao nhất"],
["over", "hơn|trên|quá"],
["nearly", "gần|ngót|xấp xỉ"],
["under", "dưới|chưa đến|chưa tới|chưa đầy"],
["about", "khoảng|chừng|độ|tầm|ước"],
];
const BOUND = new RegExp(`^(?:${BOUNDS.map(([, words]) => `(${words})`).join("|")})\\s+`, "iu");
const GROUPED = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?/;
const PLAIN = /^\d+(?:,\d+)?/;
const POINT = /^\d+\.\d{1,2}(?![\d.])/;
const TWO_READINGS = /^[1-9]\d{0,2},\d{3}(?![\d,])/;
const MOST_DIGITS = 12;

const written = (value) => {
const [whole, parts] = value.split(".");
return whole.replace(/\B(?=(?:\d{3})+$)/g, ".") + (parts ? `,${parts}` : "");
};

const leading = (text) => {
if (TWO_READINGS.test(text)) return { code: "KH208" };
const found = text.match(POINT) || text.match(GROUPED) || text.match(PLAIN);
if (!found || /^[\d.,]*\d/.test(text.slice(found[0].length))) return { code: "KH207" };
const plainly = POINT.test(text) ? found[0] : found[0].replaceAll(".", "").replace(",", ".");
const [whole, parts = ""] = plainly.split(".");
if (whole.length > MOST_DIGITS || parts.length > 6) return { code: "KH207" };
const value = whole.replace(/^0+(?=\d)/, "") + (parts && `.${parts}`);
return { value, decimals: parts.length, rest: text.slice(found[0].length).trim() };
};

const readMeasure = (text) => {
const said = line(text);
const bound = said.match(BOUND);
const number = leading(bound ? said.slice(bound[0].length) : said);
if (number.code) return number;
const at = bound ? bound.slice(1).findIndex(Boolean) : -1;
const percent = /^(?:%|phần trăm)(?!\p{L})/iu.exec(number.rest);
const asRead = (bound ? bound[0].toLowerCase() : "") + written(number.value);
return { ...number, text: asRead, bound: at < 0 ? "exactly" : BOUNDS[at][0], unit: percent ? "%" : number.rest };
};

const readCount = (text) => {
const number = leading(line(text));
return number.code || number.rest || number.decimals ? { code: number.code || "KH207" } : number;
};


const SHORT = 160;
const HEAD = /^(?:(?:mục|phần|câu)\s+(?=\d|[IVX]+\b))?(?:(\d{1,2}|[IVX]{1,4}|[a-zđ])\s*[.)/:-]+\s*)?([^:：]{2,90}?)\s*[:：]\s*(.*)$/isu;
const TITLE = /^(?:(?:mục|phần|câu)\s+(?=\d|[IVX]+\b))?(?:(\d{1,2}|[IVX]{1,4}|[a-zđ])\s*[.)/:-]+\s*)?(.{2,70})$/iu;
const ENDING = /^(?:noi nhan|tm |kt |chu tich|nguoi dang ky|nguoi lap|xac nhan|thu truong|ngay \d+ thang|[a-z ]{2,20} ngay \d+ thang)/;
const FORMAL = /^(?:cong hoa xa hoi|doc lap tu do|phieu dang ky|kinh gui|mttq|ban thuong truc|uy ban)/;

const known = (words, said) => words.some((one) => said === one || (said.startsWith(`${one} `) && said.length < one.length + 25));

const headed = (text, steps, isRow) => {
const named = (label, rest) => {
const said = bare(label);
const step = steps.find((one) => known(one.known_as || [], said));
return step && { step, rest };
};
const head = text.match(HEAD);
if (head) {
const found = named(head[2], head[3]);
if (found) return found;
const step = /^\d/.test(head[1] || "") && steps.find((one) => one.item === Number(head[1]));
if (step) return { step, rest: head[3] };
}
const title = text.match(TITLE);
if (title && (isRow || title[1] || text === text.toUpperCase())) return named(title[2].replace(/[.:]+$/, ""), "");
return undefined;
};

const isContact = (text, data) => {
const said = bare(text);
if (data.spec.contact.known_as.some((one) => said.startsWith(`${one} `) || said === one) && (/[:：]|\d{3}/.test(text) || said.split(" ").length < 9)) return true;
return text.length < SHORT && personal(text, data.patterns).some(([code]) => /KH80[1-4]/.test(code));
};

const sorted = (passages, data) => {
const steps = data.spec.steps.filter((step) => step.item);
const texts = {};
const dropped = [];
const rest = [];
let current = null;
const put = (text) => {
for (const one of text.split("\n").map((each) => each.trim()).filter(Boolean)) {
if (isContact(one, data)) dropped.push(one);
else if (current) (texts[current.id] ??= []).push(one);
else if (!FORMAL.test(bare(one)) && one !== one.toUpperCase()) rest.push(one);
}
};
for (const { text, cells } of passages) {
if (cells) {
const at = cells.findIndex((cell) => headed(cell, steps, true));
if (at >= 0) {
const { step, rest: own } = headed(cells[at], steps, true);
current = step;
put([own, ...cells.slice(at + 1)].filter(Boolean).join("\n"));
continue;
}
if (!current) continue;
put(cells.filter((cell) => !/^\d{1,2}\.?$/.test(cell)).join("\n"));
continue;
}
for (const one of text.split("\n").map((each) => each.trim()).filter(Boolean)) {
const head = headed(one, steps, false);
if (head) {
current = head.step;
put(head.rest);
} else {
if (ENDING.test(bare(one))) current = null;
put(one);
}
}
}
return { texts, dropped, rest };
};

const unitOf = (text, units) => {
const said = ` ${bare(text)} `;
const named = [...units.values()].filter((one) => said.includes(` ${one.name} `) && one.rank > 1);
const told = named.filter((one) => one.words.trim().split(" ").every((word) => said.includes(` ${word} `)));
const least = Math.max(0, ...named.map((one) => one.rank));
const best = told.length ? told.filter((one) => one.rank === Math.max(...told.map((each) => each.rank))) : named.filter((one) => one.rank === least);
return best.length === 1 ? best[0].slug : "";
};

const LABEL = /^[-–•+*]?\s*([^:：]{2,40})[:：]\s*(.*)$/su;

const pieces = (lines_, step) => {
const questions = step.questions.filter((one) => one.within || one.kind === "place");
const found = {};
const rest = [];
for (const piece of lines_.flatMap((one) => one.split(/;\s*/)).map((one) => one.trim()).filter(Boolean)) {
const label = piece.match(LABEL);
const question = label && questions.find((one) => known(one.within || [], bare(label[1])));
if (question) (found[question.id] ??= []).push(label[2].replace(/[.;]$/, ""));
else rest.push(piece.replace(/[.;]$/, ""));
}
return { found, rest };
};

const SPAN = /^(?:từ\s+)?(.{4,30}?)\s*(?:đến(?: hết)?|[-–])\s*(.{4,30})$/iu;
const SINCE = /^(?:bắt đầu )?(?:từ|kể từ)\s+(.{4,30})$/iu;

const ofTime = (lines_, step) => {
const { found, rest } = pieces(lines_, step);
const answers = { start: found.start?.[0] || "", end: found.end?.[0] || "" };
const left = [...(found.milestones || [])];
for (const piece of rest) {
const span = piece.match(SPAN);
const since = piece.match(SINCE);
if (span && readDate(span[1]) && readDate(span[2])) [, answers.start, answers.end] = span;
else if (!answers.start && since && readDate(since[1])) answers.start = since[1];
else if (!answers.start && readDate(piece)) answers.start = piece;
else left.push(piece);
}
return { ...answers, milestones: left.join("\n") };
};

const organisationsOf = (texts, data, most) =>
texts
.flatMap((text) => (most > 1 ? text.split(/,\s*/) : [text]))
.map((text) => line(text))
.filter(Boolean)
.map((name) => {
const same = data.organisations.find((one) => one.name === bare(name));
return same ? { name: same.full, slug: same.slug } : { name };
});

const answersOf = (passages, data) => {
const { texts, dropped, rest } = sorted(passages, data);
const answers = {};
for (const step of data.spec.steps) {
const own = texts[step.id];
if (!own?.length) continue;
if (step.id === "dia-ban") {
const { found, rest: left } = pieces(own, step);
const place = line([...(found.place || []), ...(found.place ? [] : left.splice(0, 1))].join(", "));
answers.place = { text: place, unit: unitOf(place, data.units) };
const hamlet = place.split(",")[0];
if (answers.place.unit && !bare(data.units.get(answers.place.unit).full).includes(bare(hamlet))) answers.hamlets = hamlet;
answers.beneficiaries = [...(found.beneficiaries || []), ...left].join("\n");
} else if (step.id === "luc-luong") {
const { found, rest: left } = pieces(own, step);
answers.lead = organisationsOf(found.lead || left.splice(0, 1), data, 1).slice(0, 1);
answers.partners = organisationsOf(found.partners || [], data, 8).slice(0, 8);
answers.participants = [...(found.participants || []), ...left].join("\n");
} else if (step.id === "thoi-gian") Object.assign(answers, ofTime(own, step));
else answers[step.questions[0].id] = step.id === "ten" ? unquoted(own.join(" ")) : own.join("\n");
}
for (const [id, value] of Object.entries(answers)) if (!value || value.length === 0) delete answers[id];
return { answers, dropped, rest };
};

const textOf = (node) => {
for (const br of node.querySelectorAll("br")) br.replaceWith("\n");
return node.textContent.replace(/[^\S\n]+/g, " ").trim();
};

const passagesOf = (html) => {
const page = new DOMParser().parseFromString(html, "text/html");
const found = [];
const walk = (node) => {
for (const child of node.children) {
if (child.tagName === "TABLE") for (const row of child.rows) found.push({ cells: [...row.cells].map(textOf) });
else if (child.tagName === "UL" || child.tagName === "OL") {
[...child.children].forEach((item, n) => {
const inner = [...item.children].filter((one) => /^[UO]L$/.test(one.tagName));
inner.forEach((one) => one.remove());
found.push({ text: `${child.tagName === "OL" ? `${n + 1}.` : "-"} ${textOf(item)}` });
inner.forEach((one) => walk(make("div", {}, one)));
});
} else found.push({ text: textOf(child) });
}
};
walk(page.body);
return found;
};

globalThis.KheoWord = { answersOf, passagesOf };
})();
