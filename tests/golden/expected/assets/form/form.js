(() => {

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

const scalar = (value) => {
if (value instanceof Plain) return value.written;
return typeof value === "boolean" ? String(value) : JSON.stringify(value);
};

class Plain {
constructor(written) {
this.written = /^\d{1,3}\.\d{3}$/.test(written) ? `${written}0` : written;
}
}

const isTable = (value) => typeof value === "object" && !(value instanceof Plain);

const entries = function* (table, indent) {
for (const [key, value] of Object.entries(table)) {
if (!isTable(value)) yield `${indent}${key}: ${scalar(value)}`;
else if (Array.isArray(value)) {
yield `${indent}${key}:`;
for (const item of value) yield* listed(item, indent);
} else if (Object.keys(value).length) {
yield `${indent}${key}:`;
yield* entries(value, `${indent}  `);
} else yield `${indent}${key}: {}`;
}
};

const listed = function* (item, indent) {
if (!isTable(item)) yield `${indent}- ${scalar(item)}`;
else {
let before = "- ";
for (const one of entries(item, "")) {
yield indent + before + one;
before = "  ";
}
}
};

const recordFile = (record, story) => `---\n${[...entries(record, "")].join("\n")}\n---\n\n${story}\n`;


const LIST = /\n|;/;
const HAMLETS = /\n|[;,]/;

const put = (table, path, value) => {
if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) return;
const keys = path.split(".");
const last = keys.pop();
for (const key of keys) table = table[key] ??= {};
table[last] = value;
};

const isAsked = (question, answers) => !question.only || question.only.slice(1).includes(answers[question.only[0]]);

const chosen = (question, value) => (question.options.some(([one]) => one === value) ? value : undefined);

const isEmpty = (value) =>
Array.isArray(value) ? !value.length : value && typeof value === "object" ? !value.unit && !line(value.text) : !line(value);

const place = (answers, units, province, today) => {
const answer = answers.place || {};
const unit = units.get(answer.unit);
const typed = line(answer.text);
const whole = units.get(province.unit);
const shown = unit || whole;
const start = readDate(answers.start);
const known = start && !(shown.end && isBefore(shown.end, start)) && !(shown.start && isBefore(start, shown.start));
const hamlets = lines(answers.hamlets, HAMLETS);
const called = unit ? unit.full : whole.full;
const near = hamlets.join(", ");
const isNear = unit && near.length < 150 && !/xã|phường|thị|huyện|quận|phố|tỉnh|đặc khu|[(\[]/iu.test(near);
const found = { unit: shown.slug };
put(found, "hamlets", hamlets);
found.as_written = isNear && near ? `${near}, ${called}` : called;
put(found, "as_of", known ? undefined : shown.end || today);
if (!unit && typed) found.note = `Chưa thấy trong danh sách địa bàn; phiếu ghi: ${[...typed].slice(0, 240).join("")}`;
return found;
};

const period = (answers) => {
const found = {};
const told = [];
for (const key of ["start", "end"]) {
const date = readDate(answers[key]);
if (date) found[key] = date;
else if (line(answers[key])) told.push(line(answers[key]));
}
if (answers.status === "running" && !found.end) found.ongoing = true;
put(found, "as_stated", told.join("; "));
return found;
};

const lead = (answer, known) => {
const [one] = (answer || []).filter((each) => line(each.name));
if (!one) return { certainty: "not_stated" };
return known.has(one.slug) ? { certainty: "stated", organisations: [one.slug] } : { certainty: "stated", name: line(one.name) };
};

const measure = (text) => {
const read = readMeasure(text);
return { value: new Plain(read.value), bound: read.bound };
};

const result = (answers, source) => {
const now = readMeasure(answers.now);
const found = { indicator: line(answers.indicator), unit: now.unit };
if (line(answers.before)) found.baseline = measure(answers.before);
found.result = measure(answers.now);
const when = readDate(answers.when);
put(found.result, when ? "date" : "as_stated", when || line(answers.when));
for (const [key, id] of [["numerator", "part"], ["denominator", "whole"]])
if (line(answers[id])) found[key] = new Plain(readCount(answers[id]).value);
put(found, "denominator_name", line(answers.of));
if (now.unit === "%") found.decimals = new Plain(String(now.decimals));
found.source = new Plain(String(source));
return found;
};

const source = (answers) => {
const found = { kind: answers.source_kind === "decision" ? "document" : answers.source_kind, title: line(answers.title) };
put(found, "outlet", line(answers.outlet));
put(found, "number", line(answers.source_number));
const date = readDate(answers.published);
if (date) found.published = date;
else found.undated_reason = line(answers.published) ? `phiếu ghi: ${line(answers.published)}` : "phiếu không ghi ngày";
put(found, "url", line(answers.url));
return found;
};

const consent = (basis, date, keeper) => {
const found = { basis };
put(found, "date", readDate(date));
put(found, "kept_by", line(keeper));
return found;
};

const voice = (answers) => ({
words: unquoted(answers.words),
who: line(answers.who),
role: line(answers.role),
consent:
answers.consent === "consent"
? consent("consent", answers.consent_date, answers.kept_by)
: { basis: answers.consent },
});

const photo = (answers, number) => {
const found = { file: `anh-${number + 1}.jpg`, alt: line(answers.alt), credit: line(answers.credit), licence: line(answers.licence) };
found.people =
answers.people === "nobody" ? { basis: "nobody" } : consent(answers.people, answers.people_date, answers.people_kept_by);
if (answers.people === "public_event") delete found.people.kept_by;
if (answers.minors === "yes") {
found.minors = true;
const both = consent("consent", answers.people_date, answers.people_kept_by);
Object.assign(found, { child_consent: both, guardian_consent: both });
}
return found;
};

const recognition = (sources, offset) => {
const at = sources.findIndex((one) => one.source_kind === "decision");
if (at < 0) return undefined;
const one = sources[at];
return {
number: line(one.source_number),
date: readDate(one.published),
issuer: line(one.outlet),
level: one.level,
source: new Plain(String(at + 1 + offset)),
};
};

const compose = (draft, data, today) => {
const { spec, units, province } = data;
const { answers, groups = {} } = draft;
const filled = (id) => (groups[id] || []).filter((entry) => Object.values(entry).some((value) => !isEmpty(value)));
const found = { ...spec.always };
const parts = [];
const helpers = [];
for (const question of spec.steps.filter((step) => !step.group).flatMap((step) => step.questions)) {
const value = answers[question.id];
const { kind, to } = question;
if (question.story) parts.push([question.story, value]);
else if (kind === "line") put(found, to, unquoted(value));
else if (kind === "choice") put(found, to, chosen(question, value));
else if (kind === "text") put(found, to, paragraphs(value));
else if (kind === "lines" && !to.startsWith("place."))
put(found, to, lines(value, LIST).map((one) => (question.each ? { [question.each]: one } : one)));
}
found.lede = line(found.lede) || beginning(spec.lede.from.map((id) => answers[id]).find((text) => line(text)) || "", spec.lede.limit);
const known = new Set(data.organisations.map((one) => one.slug));
found.lead = lead(answers.lead, known);
for (const one of answers.partners || [])
if (known.has(one.slug)) (found.partners ??= []).push(one.slug);
else if (line(one.name)) helpers.push(`${line(one.name)} (phối hợp)`);
if (found.partners) found.partners = [...new Set(found.partners)];
put(found, "participants", [...helpers, ...(found.participants || [])]);
found.place = place(answers, units, province, today);
found.period = period(answers);
const form = { kind: spec.source.kind, title: spec.source.title, published: today, supports: spec.source.supports };
const sources = filled("giay-to");
found.sources = [form, ...sources.map(source)];
put(found, "recognition", recognition(sources, 1));
found.status ??= found.recognition ? "recognised" : "unknown";
put(found, "results", filled("so-lieu").map((one) => result(one, 1)));
put(found, "voices", filled("loi-ke").map(voice));
put(found, "photos", (groups.anh || []).map(photo));
const record = Object.fromEntries(spec.order.filter((key) => found[key] !== undefined).map((key) => [key, found[key]]));
return { record, parts };
};


const MOST_BYTES = 250000;
const SHORTEST_ALT = 8;
const LAST_DISTRICT_DAY = "2025-06-30";
const URL_FORM = /^https?:\/\/[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?$/i;
const FILE_NAME = /\.(?:jpe?g|png|webp|gif|heic)$|^(?:img|dsc|pxl|screenshot|zalo)[ _-]?[\p{L}\p{N}_]*\d/iu;

const texts = (question, value) => {
if (question.kind === "lines") return lines(value, /\n|;/);
if (question.kind === "organisations") return (value || []).map((one) => line(one.name));
if (question.kind === "place") return [line(value?.text)];
return [question.kind === "text" ? paragraphs(value) : line(value)];
};

const FORMS = {
date: function* (value, question) {
const strict = /consent|people|published/.test(question.id) && question.id !== "published";
if (readDate(value) === undefined && (strict || looksLikeDate(value))) yield ["KH206"];
},
measure: function* (value) {
const read = readMeasure(value);
if (read.code) yield [read.code];
else if (count(read.unit) > 40) yield ["KH211", { limit: 40 }];
},
number: function* (value) {
const read = readCount(value);
if (read.code) yield [read.code];
},
url: function* (value) {
if (!URL_FORM.test(line(value))) yield ["KH210"];
},
};

const ofOne = function* (question, value, data, required) {
if (isEmpty(value) || (question.kind === "choice" && !chosen(question, value))) {
if (required) yield ["KH212"];
return;
}
const shape = FORMS[question.kind];
if (shape) yield* shape(value, question);
for (const text of texts(question, value)) {
if (question.limit && count(text) > question.limit) yield ["KH211", { limit: question.limit }];
if (question.kind !== "url")
for (const [code, said] of personal(text, data.patterns)) yield [code, { text: said }];
if (question.story || ["name", "lede"].includes(question.id))
for (const said of claims(text, data.patterns)) yield ["KH502", { text: said }];
}
};

const number = (text) => Number(readCount(text).value);

const ofFigure = function* (answers) {
const now = readMeasure(answers.now);
if (isEmpty(answers.now) || now.code) return;
if (!now.unit) yield ["now", "KH212", { key: "đơn vị (người, hộ, %…)" }];
const before = isEmpty(answers.before) ? null : readMeasure(answers.before);
if (before && !before.code && before.unit && before.unit !== now.unit) yield ["before", "KH204"];
const [part, whole] = [answers.part, answers.whole].map((text) => (isEmpty(text) || readCount(text).code ? null : number(text)));
if (part !== null && whole === null) yield ["part", "KH404", { text: line(answers.part) }];
else if (whole === 0) yield ["whole", "KH404", { text: "0" }];
else if (part !== null && part > whole) yield ["part", "KH405", { text: line(answers.part), whole: line(answers.whole) }];
else if (now.unit === "%" && part !== null && !fits(now, part, whole))
yield ["now", "KH402", { text: line(answers.now), numerator: line(answers.part), denominator: line(answers.whole), right: share(part, whole, now.decimals) }];
if (now.unit === "%" && whole === null) yield ["whole", "KH403", { text: line(answers.now), indicator: line(answers.indicator) }];
};

const exact = (part, whole) => (part * 100) / whole;
const rounded = (part, whole, decimals) => {
const scaled = BigInt(part) * 100n * 10n ** BigInt(decimals);
const base = BigInt(whole);
return Number((2n * scaled + base) / (2n * base)) / 10 ** decimals;
};
const share = (part, whole, decimals) => `${rounded(part, whole, decimals).toFixed(decimals).replace(".", ",")}%`;
const fits = (now, part, whole) => {
const shown = Number(now.value);
if (now.bound === "exactly") return rounded(part, whole, now.decimals) === shown;
const right = exact(part, whole);
if (now.bound === "about") return Math.abs(right - shown) <= Math.max(shown / 10, 1);
return /over|at_least/.test(now.bound) ? right >= shown : right <= shown;
};

const ofSource = function* (answers) {
if (answers.source_kind !== "decision") return;
for (const id of ["source_number", "outlet", "published", "level"]) if (isEmpty(answers[id])) yield [id, "KH212"];
const date = readDate(answers.published);
if (!isEmpty(answers.published) && !date) yield ["published", "KH206"];
if (date && answers.level === "district" && isBefore(LAST_DISTRICT_DAY, date)) yield ["level", "KH509", { text: "huyện", date: dateText(date) }];
};

const needsPaper = function* (answers, basis, code, date, keeper, values) {
if (answers[basis] === "consent" && (!readDate(answers[date]) || isEmpty(answers[keeper]))) yield [isEmpty(answers[keeper]) ? keeper : date, code, values];
};

const ofVoice = (answers) => needsPaper(answers, "consent", "KH811", "consent_date", "kept_by", { text: line(answers.who) });

const ofPhoto = function* (answers, at) {
const file = `anh-${at + 1}.jpg`;
const alt = line(answers.alt);
if (FILE_NAME.test(alt)) yield ["alt", "KH823", { text: alt }];
else if (alt && alt.length < SHORTEST_ALT) yield ["alt", "KH821", { text: alt }];
yield* needsPaper(answers, "people", "KH807", "people_date", "people_kept_by", { text: "đồng ý", needs: "ngày, nơi giữ giấy" });
if (answers.people === "public_event" && !readDate(answers.people_date)) yield ["people_date", "KH807", { text: "sự kiện công khai", needs: "ngày" }];
if (answers.minors === "yes" && answers.people !== "consent") yield ["minors", "KH806", { text: file }];
};

const GROUPS = { results: ofFigure, sources: ofSource, voices: ofVoice, photos: ofPhoto };

const ofEntry = function* (step, answers, data, at) {
for (const question of step.questions) {
if (!isAsked(question, answers)) continue;
for (const [code, values] of ofOne(question, answers[question.id], data, question.required)) yield [question.id, code, values];
}
yield* GROUPS[step.group](answers, at);
};

const ofPeriod = function* (answers) {
const [start, end] = [readDate(answers.start), readDate(answers.end)];
if (start && end && isBefore(end, start)) yield ["end", "KH608", { text: dateText(end), start: dateText(start) }];
};

const findings = (draft, data) => {
const found = [];
const seen = new Set();
const add = (step, question, code, values = {}, at) => {
const mark = [step.id, question, code, values.text, at].join(" ");
if (!seen.has(mark)) found.push({ step: step.id, question, code, values, at });
seen.add(mark);
};
for (const step of data.spec.steps) {
if (step.group) {
(draft.groups?.[step.id] || []).forEach((answers, at) => {
const isBlank = step.group !== "photos" && Object.values(answers).every(isEmpty);
if (!isBlank) for (const [question, code, values] of ofEntry(step, answers, data, at)) add(step, question, code, values, at);
});
continue;
}
for (const question of step.questions)
for (const [code, values] of ofOne(question, draft.answers[question.id], data, question.required)) add(step, question.id, code, values);
if (step.id === "thoi-gian") for (const [question, code, values] of ofPeriod(draft.answers)) add(step, question, code, values);
}
return found;
};

const tooLarge = (file) => {
const size = new TextEncoder().encode(file).length;
return size > MOST_BYTES ? { code: "KH101", values: { size, limit: MOST_BYTES } } : null;
};


const TYPES = { t: "tỉnh", p: "thành phố", h: "huyện", q: "quận", s: "thị xã", c: "thành phố", x: "xã", w: "phường", k: "thị trấn", d: "đặc khu" };

const readUnits = (text) => {
const units = text.split("\n").filter(Boolean).map((row) => {
const [rest, type, name, parent, start, end, today] = row.split("\t");
const own = `${TYPES[type]} ${name}`;
const slug = rest.startsWith("=") ? rest.slice(1) : bare(own).replaceAll(" ", "-") + rest;
return { slug, own, parent, start, end, today };
});
const within = (unit) => (unit.parent ? [unit, ...within(units[unit.parent])] : [unit]);
for (const unit of units) {
const all = within(unit);
unit.full = all.map((one) => one.own).join(", ");
unit.now = unit.today ? unit.today.split(",").map((at) => units[at].own).join(" hoặc ") : "";
unit.rank = all.length;
unit.words = ` ${bare(unit.full)} `;
unit.name = bare(unit.own);
}
return new Map(units.map((unit) => [unit.slug, unit]));
};

const readData = (carried) => {
const patterns = Object.fromEntries(Object.entries(carried.patterns).map(([name, [source, flags]]) => [name, new RegExp(source, flags)]));
setHidden(patterns.hidden);
const organisations = carried.organisations.split("\n").filter(Boolean).map((row) => {
const [slug, name] = row.split("\t");
return { slug, own: name, full: name, words: ` ${bare(name)} `, name: bare(name), now: "", rank: 0 };
});
return { ...carried, patterns, units: readUnits(carried.units), organisations };
};

const SHOWN = 6;
const SHORTENED = [[/\btp\b/g, "thanh pho"], [/\btx\b/g, "thi xa"], [/\btt\b/g, "thi tran"], [/\bp\b/g, "phuong"], [/\bh\b/g, "huyen"], [/\bx\b/g, "xa"], [/\bmttq\b/g, "mat tran to quoc"], [/\blhpn\b/g, "lien hiep phu nu"], [/\bccb\b/g, "cuu chien binh"], [/\bubnd\b/g, "uy ban nhan dan"]];

const find = (list, typed) => {
const asked = bare(typed);
if (!asked) return [];
const long = SHORTENED.reduce((text, [short, full]) => text.replace(short, full), asked);
const ranked = [];
for (const one of list) {
let score = 0;
for (const said of new Set([asked, long])) {
const words = said.split(" ");
if (one.name === said || one.name.replace(/^(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu) /, "") === said) score = Math.max(score, 4);
else if (one.words.includes(` ${said}`)) score = Math.max(score, one.name.includes(said) ? 3 : 2);
else if (words.every((word) => one.words.includes(` ${word}`))) score = Math.max(score, 1);
}
if (score) ranked.push([score, one]);
}
return ranked.sort(([a, x], [b, y]) => b - a || y.rank - x.rank || Boolean(x.end) - Boolean(y.end) || (x.words < y.words ? -1 : 1)).slice(0, SHOWN).map(([, one]) => one);
};

const NAME = "kheo-form";

const blankDraft = () => ({ kheo_draft: 1, answers: {}, groups: {} });

const table = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
const text = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const KINDS = {
place: (value) => ({ text: text(table(value).text ?? value), unit: text(table(value).unit) }),
organisations: (value) =>
(Array.isArray(value) ? value : [value])
.map((one) => ({ name: text(table(one).name ?? one), slug: text(table(one).slug) }))
.filter((one) => one.name),
};
const taken = (given, step) => {
const answers = {};
for (const { id, kind } of step.questions) if (given[id] !== undefined && given[id] !== null) answers[id] = (KINDS[kind] ?? text)(given[id]);
if (step.group === "photos") answers.photo = text(given.photo);
return answers;
};
const readDraft = (written, steps) => {
let found;
try {
found = table(JSON.parse(written));
} catch {
return null;
}
if (found.kheo_draft !== 1) return null;
const draft = blankDraft();
for (const step of steps) {
const given = table(found.groups)[step.id];
if (!step.group) Object.assign(draft.answers, taken(table(found.answers), step));
else if (Array.isArray(given)) draft.groups[step.id] = given.slice(0, step.most).map((one) => taken(table(one), step));
}
return draft;
};

const keeper = (site, steps) => {
const key = `${NAME}:${site}`;
return {
load: () => {
try {
return readDraft(localStorage.getItem(key), steps);
} catch {
return null;
}
},
save: (draft) => {
try {
localStorage.setItem(key, JSON.stringify(draft));
return true;
} catch {
return false;
}
},
clear: () => {
try {
localStorage.removeItem(key);
} catch {
}
},
};
};

const opened = () =>
new Promise((resolve, reject) => {
const asked = indexedDB.open(NAME, 1);
asked.onupgradeneeded = () => asked.result.createObjectStore("photos");
asked.onsuccess = () => resolve(asked.result);
asked.onerror = asked.onblocked = () => reject(asked.error);
});

const run = async (mode, work) => {
const database = await opened();
try {
return await new Promise((resolve, reject) => {
const store = database.transaction("photos", mode);
const asked = work(store.objectStore("photos"));
store.oncomplete = () => resolve(asked.result);
store.onerror = store.onabort = () => reject(store.error);
});
} finally {
database.close();
}
};

const album = () => {
const held = new Map();
return {
put: async (name, blob) => {
held.set(name, blob);
try {
await run("readwrite", (store) => store.put(blob, name));
return true;
} catch {
return false;
}
},
get: async (name) => {
if (!held.has(name))
try {
const blob = await run("readonly", (store) => store.get(name));
if (blob) held.set(name, blob);
} catch {
return undefined;
}
return held.get(name);
},
drop: (name) => {
held.delete(name);
return run("readwrite", (store) => store.delete(name)).catch(() => {});
},
};
};

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


const said = (one, words) => (one.now ? fill(words.place_old, { today: one.now }) : one.rank && !one.end ? words.place_today : "");

const combobox = (input, list, words, choose, isSure) => {
const box = make("ul", { className: "picks", role: "listbox", id: `${input.id}-list`, hidden: true });
box.setAttribute("aria-label", input.labels[0]?.textContent.trim() || "");
const status = make("p", { className: "visually-hidden", role: "status" });
input.after(box, status);
for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id }))
input.setAttribute(name, value);
let options = [];
let at = -1;

const close = () => {
box.hidden = true;
at = -1;
input.setAttribute("aria-expanded", "false");
input.removeAttribute("aria-activedescendant");
};
const mark = (next) => {
at = next;
[...box.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
if (at < 0) input.removeAttribute("aria-activedescendant");
else {
input.setAttribute("aria-activedescendant", box.children[at].id);
box.children[at].scrollIntoView({ block: "nearest" });
}
};
const take = (n) => {
const one = options[n];
close();
choose(one);
};
const show = () => {
const typed = line(input.value);
const found = find(list, typed);
options = typed ? [...found, typed] : [];
const items = options.map((one, n) => {
const item = make("li", { role: "option", id: `${box.id}-${n}` });
if (typeof one === "string") item.append(make("span", { className: "soft" }, fill(words.not_listed, { text: one })));
else {
item.append(make("b", {}, one.full[0].toUpperCase() + one.full.slice(1)));
if (said(one, words)) item.append(make("small", {}, said(one, words)));
}
item.setAttribute("aria-selected", "false");
return item;
});
box.replaceChildren(...items);
box.hidden = !items.length;
at = -1;
input.setAttribute("aria-expanded", String(!box.hidden));
input.removeAttribute("aria-activedescendant");
status.textContent = typed ? fill(words.choices, { count: found.length }) : "";
};

box.addEventListener("mousedown", (event) => event.preventDefault());
box.addEventListener("click", (event) => {
const item = event.target.closest("li");
if (item) take([...box.children].indexOf(item));
});
input.addEventListener("input", show);
input.addEventListener("keydown", (event) => {
if (event.key === "Escape" && !box.hidden) {
event.preventDefault();
close();
} else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
if (box.hidden) show();
if (!options.length) return;
event.preventDefault();
const step = event.key === "ArrowDown" ? 1 : -1;
mark(at < 0 ? (step > 0 ? 0 : options.length - 1) : (at + step + options.length) % options.length);
} else if (event.key === "Enter" && !box.hidden) {
event.preventDefault();
if (at >= 0) take(at);
else if (options.length === 2 && isSure) take(0);
else take(options.length - 1);
}
});
input.addEventListener("blur", close);
return { close };
};

const placePicker = (input, units, words, get, set) => {
const list = [...units.values()];
const note = make("p", { className: "hint", role: "status" });
const tell = () => {
const unit = units.get(get()?.unit);
note.textContent = unit ? fill(words.chosen, { text: [unit.full, said(unit, words)].filter(Boolean).join(". ") }) : "";
};
combobox(input, list, words, (one) => {
const isText = typeof one === "string";
input.value = isText ? one : one.full;
set({ text: input.value, unit: isText ? "" : one.slug });
tell();
}, true);
input.addEventListener("input", () => {
set({ text: input.value, unit: "" });
tell();
});
input.nextElementSibling.nextElementSibling.after(note);
return () => {
input.value = get()?.text || "";
tell();
};
};

const organisationPicker = (input, list, most, words, get, set) => {
const picked = make("ul", { className: "picked" });
input.before(picked);
const refresh = () => {
const all = get() || [];
picked.replaceChildren(
...all.map((one, at) => {
const button = make("button", { type: "button" }, "×");
button.setAttribute("aria-label", fill(words.remove, { text: one.name }));
button.addEventListener("click", () => {
set(all.filter((_, n) => n !== at));
refresh();
input.focus();
});
return make("li", {}, make("span", {}, one.name), button);
}),
);
input.hidden = all.length >= most;
};
const add = (one) => {
const chosen = typeof one === "string" ? { name: line(one) } : { name: one.full, slug: one.slug };
input.value = "";
const all = get() || [];
if (chosen.name && all.length < most && !all.some((other) => other.name === chosen.name)) set([...all, chosen]);
refresh();
};
const box = combobox(input, list, words, add);
input.addEventListener("blur", () => {
box.close();
if (line(input.value)) add(input.value);
});
return refresh;
};


const showFindings = (element, found, question, data) => {
const box = element.querySelector("[data-part=found]");
const field = element.querySelector("input:not([type=radio]), textarea");
const errors = found.filter((one) => data.messages[one.code]?.[0] === "error");
field?.setAttribute("aria-invalid", String(errors.length > 0));
box.replaceChildren(
...found.map((one) => {
const line_ = make("p", { className: data.messages[one.code]?.[0] === "error" ? "is-error" : "" }, messageOf(one, question, data));
const remedy = one.fix ?? data.spec.remedies[one.code];
if (remedy) line_.append(make("b", {}, remedy));
return line_;
}),
);
};

const messageOf = (one, question, data) =>
one.text_ ?? fill(data.messages[one.code][1], { key: question?.label || "", ...one.values });

const bindQuestion = (element, question, answers, data, changed) => {
const get = () => answers()[question.id];
const set = (value) => {
answers()[question.id] = value;
changed(false);
};
if (question.kind === "choice") {
const radios = [...element.querySelectorAll("input")];
for (const radio of radios)
radio.addEventListener("change", () => {
set(radio.value);
changed(true);
});
return () => radios.forEach((radio) => (radio.checked = radio.value === get()));
}
const input = element.querySelector("input, textarea");
input.addEventListener("change", () => changed(true));
if (question.kind === "place") return placePicker(input, data.units, data.words, get, set);
if (question.kind === "organisations") return organisationPicker(input, data.organisations, question.most, data.words, get, set);
const understood = UNDERSTOOD[question.kind] && make("p", { className: "hint", role: "status" });
const tell = () => {
if (understood) understood.textContent = line(input.value) ? UNDERSTOOD[question.kind](input.value, data.words) : "";
};
if (understood) input.after(understood);
input.addEventListener("input", () => set(input.value));
input.addEventListener("change", tell);
return () => {
input.value = get() ?? "";
tell();
};
};

const UNDERSTOOD = {
date: (value, words) => {
const date = readDate(value);
if (!date) return looksLikeDate(value) ? "" : fill(words.as_told, { text: line(value) });
return bare(dateText(date)) === bare(value) ? "" : fill(words.understood, { text: dateText(date) });
},
measure: (value, words) => {
const { code, text, unit } = readMeasure(value);
const said = [text, unit].filter(Boolean).join(unit === "%" ? "" : " ");
return code || bare(said) === bare(value) ? "" : fill(words.understood, { text: said });
},
};

const bindAll = (root, step, answers, data, changed) => {
const bound = [];
const ask = () => {
for (const { element, question } of bound) element.hidden = !isAsked(question, answers());
};
for (const question of step.questions) {
const element = root.querySelector(`[data-q="${question.id}"]`);
const refresh = bindQuestion(element, question, answers, data, (done) => {
ask();
changed(question, done);
});
bound.push({ element, question, refresh });
}
const refresh = () => {
for (const one of bound) one.refresh();
ask();
};
refresh();
return { refresh, bound };
};

const LONGEST = 2048;
const QUALITY = 0.85;

const isHeic = (file) => /hei[cf]/i.test(file.type) || /\.hei[cf]$/i.test(file.name);

const prepared = async (file) => {
let picture;
try {
picture = await createImageBitmap(file, { imageOrientation: "from-image" });
} catch {
return { code: isHeic(file) ? "photo_heic" : "photo_failed" };
}
const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
const canvas = document.createElement("canvas");
canvas.width = Math.max(1, Math.round(picture.width * scale));
canvas.height = Math.max(1, Math.round(picture.height * scale));
const pen = canvas.getContext("2d");
pen.fillStyle = "#fff";
pen.fillRect(0, 0, canvas.width, canvas.height);
pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
picture.close();
const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
return blob ? { blob } : { code: "photo_failed" };
};


const copyOf = (template, n) => {
const entry = template.cloneNode(true);
for (const name of ["id", "for", "name", "aria-describedby"])
for (const one of entry.querySelectorAll(`[${name}]`))
one.setAttribute(name, name === "aria-describedby" ? one.getAttribute(name).replace(/-help$/, `-${n}-help`) : one.getAttribute(name).replace(/(-help)?$/, `-${n}$1`));
return entry;
};

const bindGroup = (root, step, draft, data, photos, changed) => {
const { words } = data;
const box = part(root, "entries");
const template = part(root, "entry");
template.remove();
const isPhotos = step.group === "photos";
const all = () => (draft().groups[step.id] ??= []);
const end = make("div", { className: "group-end" });
const said = make("p", { role: "status" });
let bound = [];
let made = 0;

const remove = (at) => {
const [gone] = all().splice(at, 1);
if (gone?.photo) photos.drop(gone.photo);
changed();
refresh();
};
const show = async (entry, name) => {
const blob = await photos.get(name);
if (!blob) return;
const picture = make("canvas", { className: "photo" });
const bitmap = await createImageBitmap(blob);
picture.width = bitmap.width;
picture.height = bitmap.height;
picture.getContext("2d").drawImage(bitmap, 0, 0);
bitmap.close();
picture.setAttribute("aria-hidden", "true");
entry.querySelector("legend").after(picture, make("p", { className: "hint" }, fill(words.photo_size, { size: Math.round(blob.size / 1024) })));
};
const refresh = () => {
if (!isPhotos && !all().length) all().push({});
bound = [];
box.replaceChildren(
...all().map((_, at) => {
const entry = copyOf(template, (made += 1));
entry.querySelector("legend").textContent = fill(step.one, { n: at + 1 });
const answers = () => all()[at] ?? {};
const parts = bindAll(entry, step, answers, data, (question, done) => changed(question, done, at));
bound.push({ entry, parts });
if (isPhotos) show(entry, answers().photo);
const button = make("button", { type: "button" }, words.remove_one);
button.addEventListener("click", () => remove(at));
if (isPhotos || all().length > 1 || Object.values(answers()).some((value) => !isEmpty(value)))
entry.append(make("div", { className: "entry-end" }, button));
return entry;
}),
);
end.hidden = all().length >= step.most;
};

if (isPhotos) {
const file = make("input", { type: "file", accept: "image/*,.heic,.heif", multiple: true, className: "visually-hidden" });
end.append(make("label", { className: "button" }, file, step.add));
file.addEventListener("change", async () => {
said.textContent = words.photo_working;
const told = [];
for (const one of [...file.files].slice(0, step.most - all().length)) {
const { blob, code } = await prepared(one);
if (code) {
told.push(`${one.name}: ${words[code]}`);
continue;
}
const name = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
if (!(await photos.put(name, blob))) told.push(words.photos_not_saved);
all().push({ photo: name });
}
file.value = "";
said.textContent = [...new Set(told)].join(" ");
changed();
refresh();
});
} else {
const button = make("button", { type: "button" }, step.add);
button.addEventListener("click", () => {
all().push({});
refresh();
bound.at(-1).entry.querySelector("input, textarea")?.focus();
});
end.append(button);
}
box.after(end, said);
refresh();
return { refresh, entries: () => bound };
};


const WAIT = 700;

const watchDraft = (root, words, tell) => {
const marked = document.querySelector("[data-kheo-draft]");
if (!marked) return { change: () => {} };
const frame = make("iframe", { title: words.preview, hidden: true });
const said = make("p", { className: "hint" }, words.preview_none);
const grid = root.querySelector(".tell-grid");
grid.append(make("aside", { className: "preview-page" }, make("p", {}, make("b", {}, words.preview)), said, frame));
root.classList.add("has-preview");
let timer;
let number = 0;
const ask = async (write, name) => {
const own = (number += 1);
try {
const answer = await fetch(marked.dataset.kheoDraft, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name, text: write() }) });
if (!answer.ok || own !== number) return;
const { findings, page } = await answer.json();
tell(findings.map(({ code, text, fix, error, step, question, at }) => ({ code, text_: text, fix, isError: error, step, question, at: at ?? undefined, values: {} })));
said.hidden = Boolean(page);
frame.hidden = !page;
if (page) frame.src = `${page}?${own}`;
} catch {
}
};
return {
change: (write, name) => {
clearTimeout(timer);
timer = setTimeout(() => ask(write, name), WAIT);
},
};
};


const loaded = new Map();
const load = (src) => {
if (!loaded.has(src)) {
const waiting = new Promise((resolve, reject) => document.head.append(make("script", { src, onload: resolve, onerror: reject })));
waiting.catch(() => loaded.delete(src));
loaded.set(src, waiting);
}
return loaded.get(src);
};

const readWord = async (file, root, data) => {
await Promise.all([load(`${root}assets/form/vendor/mammoth.browser.min.js`), load(`${root}assets/form/word.js`)]);
const { convertToHtml, images } = window.mammoth;
const read = await convertToHtml({ arrayBuffer: await file.arrayBuffer() }, { convertImage: images.imgElement(() => ({ src: "" })) });
return KheoWord.answersOf(KheoWord.passagesOf(read.value), data);
};


const MOST_ADDRESS = 8000;

const trimmed = (address) => address.replace(/\/+$/, "");
const coded = (text) => text.split("/").map(encodeURIComponent).join("/");

const fileName = (name, hasPhotos) => (hasPhotos ? `${slug(name)}/index.md` : `${slug(name)}.md`);

const destination = (contribute, folder, name, file, hasPhotos) => {
if (!contribute) return { kind: "none", address: "" };
const { host, branch } = contribute;
const root = trimmed(contribute.repository);
const here = hasPhotos ? `${folder}/${slug(name)}` : folder;
if (host === "gitlab") return { kind: "gitlab", address: `${root}/-/tree/${coded(branch)}/${coded(folder)}` };
const at = host === "gitea" ? `${root}/_new/${coded(branch)}/${coded(folder)}` : `${root}/new/${coded(branch)}/${coded(folder)}`;
const asked = new URLSearchParams({ filename: fileName(name, false), value: file });
const address = `${at}?${asked}`;
if (!hasPhotos && address.length < MOST_ADDRESS) return { kind: "new", address };
return { kind: "upload", address: `${root}/${host === "gitea" ? "_upload" : "upload"}/${coded(branch)}/${coded(here)}` };
};

const TABLE = Array.from({ length: 256 }, (_, byte) => {
for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
return byte >>> 0;
});
const checksum = (data) => {
let sum = 0xffffffff;
for (const byte of data) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
return (sum ^ 0xffffffff) >>> 0;
};

const archive = (files) => {
const pieces = [];
const list = [];
let at = 0;
const head = (signature, fields) => {
const view = new DataView(new ArrayBuffer(4 + fields.reduce((sum, [, size]) => sum + size, 0)));
view.setUint32(0, signature, true);
let place = 4;
for (const [value, size] of fields) {
size === 2 ? view.setUint16(place, value, true) : view.setUint32(place, value, true);
place += size;
}
return new Uint8Array(view.buffer);
};
for (const [name, data] of files) {
const title = new TextEncoder().encode(name);
const common = [[20, 2], [0x800, 2], [0, 2], [0, 2], [33, 2], [checksum(data), 4], [data.length, 4], [data.length, 4], [title.length, 2], [0, 2]];
list.push(head(0x02014b50, [[20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), title);
const own = [head(0x04034b50, common), title, data];
pieces.push(...own);
at += own.reduce((sum, one) => sum + one.length, 0);
}
const size = list.reduce((sum, one) => sum + one.length, 0);
return new Blob([...pieces, ...list, head(0x06054b50, [[0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2]])], { type: "application/zip" });
};


const answerText = (question, value) => {
if (isEmpty(value)) return "";
if (question.kind === "place") return value.text;
if (question.kind === "organisations") return value.map((one) => one.name).join("; ");
if (question.kind === "choice") return question.options.find(([one]) => one === value)?.[1] || "";
return String(value).trim();
};

const button = (words, act, main) => {
const made = make("button", { type: "button", className: main ? "button-main" : "" }, words);
made.addEventListener("click", act);
return made;
};

const findingList = (found, data, go) => {
const list = make("ul", { className: "review-list" });
for (const one of found) {
const step = data.spec.steps.find(({ id }) => id === one.step);
const question = step?.questions.find(({ id }) => id === one.question);
const item = make("li", { className: data.messages[one.code]?.[0] === "error" || one.isError ? "is-error" : "" });
if (question) item.append(make("b", {}, question.label));
item.append(messageOf(one, question, data));
const remedy = one.fix ?? data.spec.remedies[one.code];
if (remedy) item.append(" ", remedy);
if (step) item.append(button(data.words.look, () => go(one.step, one.question, one.at)));
list.append(item);
}
return list;
};

const answerList = (draft, data, go) => {
const list = make("dl", { className: "answers" });
for (const step of data.spec.steps) {
const entries = step.group ? draft.groups[step.id] || [] : [draft.answers];
const texts = entries.flatMap((answers) => step.questions.map((one) => answerText(one, answers[one.id])).filter(Boolean));
if (step.group && !texts.length) continue;
const edit = button(data.words.edit, () => go(step.id));
edit.setAttribute("aria-label", `${data.words.edit}: ${step.title}`);
list.append(
make("div", {}, make("dt", {}, step.title), make("dd", { className: texts.length ? "" : "soft" }, texts.join("\n") || data.words.unanswered), make("dd", { className: "edit" }, edit)),
);
}
return list;
};

const filesOf = async (draft, file, photos, plain) => {
const name = fileName(draft.answers.name, draft.groups.anh?.length);
const folder = name.includes("/") ? name.split("/")[0] : "";
const files = [[plain ? name.split("/").at(-1) : name, file]];
for (const [at, entry] of (draft.groups.anh || []).entries()) {
const blob = await photos.get(entry.photo);
if (blob) files.push([`${plain ? "" : `${folder}/`}anh-${at + 1}.jpg`, blob]);
}
return files;
};

const download = async (draft, file, photos, plain, say, words) => {
const files = await filesOf(draft, file, photos, plain || !draft.groups.anh?.length);
if (files.length > 1 && !plain) {
const encoded = await Promise.all(files.map(async ([name, data]) => [name, new Uint8Array(await new Blob([data]).arrayBuffer())]));
files.splice(0, files.length, [`${files[0][0].split("/")[0]}.zip`, archive(encoded)]);
}
for (const [name, data] of files) {
save(name, new Blob([data], { type: data.type || "text/markdown;charset=utf-8" }));
if (files.length > 1) await new Promise((resolve) => setTimeout(resolve, 400));
}
say(fill(words.downloaded, { name: files.map(([name]) => name).join(", ") }));
};

const ways = ({ office, ...words }, name) => {
const list = make("ul");
const add = (...parts) => list.append(make("li", {}, ...parts));
const link = (href, said) => make("a", { href, rel: "noopener" }, said);
const subject = encodeURIComponent(fill(words.send_email_subject, { name }));
if (office.email) add(link(`mailto:${office.email}?subject=${subject}`, fill(words.send_email, { email: office.email })));
if (office.zalo) add(link(office.zalo, words.zalo ?? "Zalo"));
if (office.post) add(fill(words.send_post, { post: office.post }));
if (!list.children.length) add(fill(words.send_contact, { contact: office.contact }));
return list;
};

const sendPart = (draft, file, data, photos) => {
const { words } = data;
const hasPhotos = Boolean(draft.groups.anh?.length);
const name = line(draft.answers.name);
const { kind, address } = destination(data.contribute, data.contribute?.folder, name, file, hasPhotos);
const said = make("p", { role: "status" });
const say = (text) => (said.textContent = text);
const get = (plain) => () => download(draft, file, photos, plain, say, words);
const box = make("div", { className: "send" });
const print = button(words.send_print, () => window.print());
if (kind === "none") {
box.append(button(hasPhotos ? words.send_zip : words.send_file, get(false), true), said);
box.append(make("p", {}, fill(words.send_file_help, { office: words.office.publisher })), ways(words, name), print);
} else {
const link = make("a", { className: "button-main", href: address, target: "_blank", rel: "noopener" }, words[`send_${kind}`]);
if (kind !== "new") link.addEventListener("click", get(true));
box.append(link, said, make("p", { className: "hint" }, words[`send_${kind}_help`]));
const other = make("details", {}, make("summary", {}, words.send_other));
other.append(button(hasPhotos ? words.send_zip : words.send_file, get(false)), ways(words, name), print);
box.append(other);
}
if (!navigator.onLine) box.prepend(make("p", { className: "hint" }, words.offline));
box.append(make("p", { className: "hint" }, words.send_note));
return box;
};

const drawReview = (box, draft, found, data, photos, go, write) => {
const { words } = data;
const file = write(draft, data, today());
const large = tooLarge(file);
const all = large ? [...found, { ...large, step: "cach-lam", question: "how" }] : found;
const errors = all.filter((one) => one.isError ?? data.messages[one.code][0] === "error");
const warnings = all.filter((one) => !errors.includes(one));
const parts = [make("p", { role: "status", className: "review-sum" }, errors.length ? fill(words.review_errors, { count: errors.length }) : words.review_clean)];
if (errors.length) parts.push(findingList(errors, data, go));
if (warnings.length) parts.push(make("h3", {}, words.review_warnings), findingList(warnings, data, go));
parts.push(make("h3", {}, words.send_title));
parts.push(errors.length ? make("p", {}, words.send_blocked) : sendPart(draft, file, data, photos));
parts.push(make("h3", {}, words.or_more), make("p", { className: "hint" }, words.or_more_help));
const more = make("div", { className: "group-end" });
for (const step of data.spec.steps.filter((one) => one.group)) more.append(button(step.title, () => go(step.id)));
parts.push(more, make("h3", {}, words.review_answers), answerList(draft, data, go));
box.className = "review";
box.replaceChildren(...parts);
};


const LAST = "xem-lai";
const PREFIX = "#cau-";
const LATER = 250;

const startPage = (root, write) => {
const data = readData(JSON.parse(part(root, "carried").textContent));
const { words, spec } = data;
const store = keeper(data.province.unit, spec.steps);
const photos = album();
const top = new URL("../", location.href.split(/[?#]/)[0].replace(/[^/]*$/, "")).href;
const kept = store.load();
let draft = kept || blankDraft();
let isKept = true;
let extra = [];

const items = spec.steps.filter((step) => step.item);
const sections = new Map([...root.querySelectorAll("[data-step]")].map((one) => [one.dataset.step, one]));
const isBlank = () => Object.values(draft.answers).every(isEmpty) && Object.values(draft.groups).every((all) => all.every((one) => Object.values(one).every(isEmpty)));
const saved = part(root, "saved");

const keep = () => {
isKept = store.save(draft);
saved.classList.toggle("is-bad", !isKept);
saved.textContent = isKept ? fill(words.saved, { time: clock() }) : words.not_saved;
};

const found = () => {
const own = findings(draft, data);
return [...own, ...extra.filter((one) => !own.some((other) => other.code === one.code && other.question === one.question))];
};
const visited = new Set();
const showStep = (step, only) => {
const all = found().filter((one) => one.step === step.id);
const show = (bound, at) => {
for (const { element, question } of bound) {
if (!visited.has(element) && only !== element) continue;
showFindings(element, all.filter((one) => one.question === question.id && (one.at ?? undefined) === at), question, data);
}
};
const section = bound.get(step.id);
if (step.group) section.entries().forEach(({ parts }, at) => show(parts.bound, at));
else show(section.bound, undefined);
};
const told = new Set();
const unseen = (step) => {
const errors = found().filter((one) => one.step === step.id && (one.isError ?? data.messages[one.code][0] === "error"));
const marks = errors.map((one) => [one.step, one.question, one.at, one.code].join(" "));
const isNew = marks.some((mark) => !told.has(mark));
marks.forEach((mark) => told.add(mark));
return isNew;
};
const markVisited = (step) => {
const section = bound.get(step.id);
const elements = step.group ? section.entries().flatMap(({ parts }) => parts.bound) : section.bound;
for (const { element } of elements) visited.add(element);
};

const live = watchDraft(root, words, (told) => {
extra = told;
const step = spec.steps.find(({ id }) => id === current);
if (step) showStep(step);
else draw();
});

const changed = (step) => (question, done, at) => {
keep();
live.change(() => write(draft, data, today()), fileName(draft.answers.name, false));
if (!question) return;
const section = bound.get(step.id);
const list = step.group ? section.entries()[at]?.parts.bound : section.bound;
const one = list?.find((each) => each.question === question);
if (done && one) visited.add(one.element);
if (one && visited.has(one.element)) setTimeout(() => showStep(step), done ? LATER : 0);
};

const bound = new Map();
for (const step of spec.steps) {
const section = sections.get(step.id);
bound.set(step.id, step.group ? bindGroup(section, step, () => draft, data, photos, changed(step)) : bindAll(section, step, () => draft.answers, data, changed(step)));
}
const refresh = () => {
visited.clear();
for (const one of root.querySelectorAll("[data-part=found]")) one.replaceChildren();
for (const one of bound.values()) one.refresh();
};

let current = "";
const progress = part(root, "progress");
const [back, next] = ["back", "next"].map((name) => root.querySelector(`[data-do=${name}]`));
const draw = () => drawReview(part(root, "review"), draft, found(), data, photos, go, write);
const showAt = (id, isFirst) => {
const step = spec.steps.find((one) => one.id === id);
current = id;
for (const [name, section] of sections) section.hidden = name !== id;
const count = items.length;
const where = id === LAST ? words.step_last : step.item ? fill(words.step, { n: step.item, count }) : words.step_more;
progress.hidden = false;
progress.replaceChildren(make("b", {}, where), make("i", {}));
progress.style.setProperty("--done", `${(100 * (step?.item ?? count)) / count}%`);
back.hidden = id === items[0].id;
next.hidden = id === LAST;
next.textContent = !step?.item || step.item === count ? words.to_review : words.next;
root.classList.toggle("is-started", id !== items[0].id);
if (id === LAST) draw();
else if (visited.size) showStep(step);
if (isFirst) return;
window.scrollTo(0, 0);
sections.get(id).querySelector("h2").focus({ preventScroll: true });
};
const go = (id, question, at) => {
if (location.hash !== PREFIX + id) history.pushState(null, "", PREFIX + id);
showAt(id);
if (!question) return;
const scope = at === undefined ? sections.get(id) : sections.get(id).querySelectorAll("[data-part=entry]")[at];
const element = scope?.querySelector(`[data-q="${question}"]`);
const step = spec.steps.find((one) => one.id === id);
markVisited(step);
showStep(step);
element?.scrollIntoView({ block: "center" });
element?.querySelector("input:not([hidden]), textarea")?.focus();
};
const asked = () => (sections.has(location.hash.slice(PREFIX.length)) && location.hash.startsWith(PREFIX) ? location.hash.slice(PREFIX.length) : items[0].id);
addEventListener("popstate", () => showAt(asked()));
next.addEventListener("click", () => {
const step = spec.steps.find((one) => one.id === current);
const isNew = unseen(step);
markVisited(step);
if (isNew) {
showStep(step);
sections.get(current).querySelector("[aria-invalid=true]:not([hidden]), .is-error")?.scrollIntoView({ block: "center" });
return;
}
const at = items.indexOf(step);
go(at >= 0 && at < items.length - 1 ? items[at + 1].id : LAST);
});
back.addEventListener("click", () => {
const at = items.findIndex((one) => one.id === current);
go(at > 0 ? items[at - 1].id : current === LAST ? items.at(-1).id : LAST);
});
part(root, "form").addEventListener("submit", (event) => event.preventDefault());

const drafts = part(root, "drafts");
const action = (said, act) => {
const button = make("button", { type: "button" }, said);
button.addEventListener("click", act);
drafts.append(button);
return button;
};
action(words.draft_down, () => save(`nhap-${fileName(draft.answers.name, false).replace(".md", "")}.json`, new Blob([JSON.stringify(draft, null, 1)], { type: "application/json" })));
const upload = make("input", { type: "file", accept: ".json,application/json", className: "visually-hidden" });
drafts.append(make("label", { className: "button" }, upload, words.draft_up));
upload.addEventListener("change", async () => {
const read = readDraft(await upload.files[0].text(), spec.steps);
upload.value = "";
if (!read) {
saved.textContent = words.draft_bad;
return;
}
draft = read;
refresh();
keep();
showAt(current);
});
let isSure = false;
const over = action(words.start_over, () => {
if (!isSure && !isBlank()) {
isSure = true;
over.textContent = words.start_over_sure;
return;
}
for (const entry of draft.groups.anh || []) photos.drop(entry.photo);
draft = blankDraft();
isSure = false;
over.textContent = words.start_over;
store.clear();
extra = [];
refresh();
saved.textContent = "";
go(items[0].id);
});
drafts.hidden = part(root, "nav").hidden = false;

const wordFile = part(root, "word-file");
wordFile.addEventListener("change", async () => {
const said = part(root, "word-said");
said.textContent = words.word_loading;
try {
const read = await readWord(wordFile.files[0], top, data);
const count = Object.keys(read.answers).length;
for (const [id, value] of Object.entries(read.answers)) {
const had = draft.answers[id];
const joins = !isEmpty(had) && typeof had === "string" && typeof value === "string" && had !== value;
draft.answers[id] = joins ? `${had}\n${value}` : isEmpty(had) ? value : had;
}
refresh();
keep();
const parts = [make("p", {}, count ? fill(words.word_done, { count }) : words.word_none)];
if (read.dropped.length) parts.push(make("p", {}, fill(words.word_dropped, { count: read.dropped.length })));
if (read.rest.length) parts.push(make("p", {}, words.word_rest), make("p", { className: "word-rest" }, read.rest.join("\n")));
said.replaceChildren(...parts);
} catch {
said.textContent = words.word_failed;
}
wordFile.value = "";
});

addEventListener("beforeunload", (event) => {
if (!isKept && !isBlank()) event.preventDefault();
});
addEventListener("beforeprint", () => {
for (const { id } of spec.steps.filter((step) => step.group))
sections.get(id).classList.toggle("is-filled", (draft.groups[id] || []).some((one) => Object.values(one).some((value) => !isEmpty(value))));
for (const area of root.querySelectorAll("textarea")) if (area.value) area.style.minHeight = `${area.value.split("\n").reduce((sum, one) => sum + 1 + Math.floor(one.length / 80), 1) * 1.6}em`;
});
if (kept && !isBlank()) saved.textContent = words.restored;
showAt(asked(), true);
};


const BULLET = /^(?:[•●○▪◦·►✓]+|[-–—+](?=\s|\p{L})|\*(?=\s))\s*(?=\S)/u;
const NUMBERED = /^(\d{1,2})[.)]\s+(?=\S)/;
const MEANING = /[\\`*[|~]|(?<=\])\(|<(?=[\p{L}!/?])|&(?=[\p{L}#])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const AT_START = /^(?:[#=>]|<{2}|[+-](?=[\s+-]|$)|\d+(?=[.)](?:\s|$)))/;

const plain = (text) => {
const safe = text.replace(MEANING, "\\$&");
return safe.replace(AT_START, (found) => (/\d/.test(found) ? `${found}\\` : `\\${found}`));
};

const blockOf = (text) => {
const numbered = text.match(NUMBERED);
if (numbered) return ["1", `${numbered[1]}. ${plain(text.slice(numbered[0].length))}`];
const bullet = text.match(BULLET);
return bullet ? ["-", `- ${plain(text.slice(bullet[0].length))}`] : ["", plain(text)];
};

const markdown = (text) => {
let written = "";
let last = null;
for (const one of paragraphs(text).split("\n").filter(Boolean)) {
const [kind, block] = blockOf(one);
written += last === null ? "" : kind && kind === last ? "\n" : "\n\n";
written += block;
last = kind;
}
return written;
};

const story = (parts) =>
parts
.filter(([, text]) => paragraphs(text))
.map(([heading, text]) => `## ${heading}\n\n${markdown(text)}`)
.join("\n\n");


const write = (draft, data, today) => {
const { record, parts } = compose(draft, data, today);
return recordFile(record, story(parts));
};

globalThis.KheoForm = { archive, claims, compose, destination, fileName, find, findings, personal, readData, readDraft, write };

if (typeof document !== "undefined") {
const page = document.querySelector("[data-kheo=form]");
if (page) startPage(page, write);
}
})();
