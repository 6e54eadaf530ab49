// The same experience for who reads from right to left.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { interfaceWords, type Experience } from "./states.ts";

const OFFERS: [title: string, text: string][] = [
  ["أول أربعين نسخة", "نسخة من أربعين نسخة مرقّمة باليد من التسجيل الجديد للرباعي الوتري، قبل المتاجر بشهر."],
  ["ادعُ صديقًا", "أمسية لشخصين في غرفة الاستماع."],
  ["أمسيات الخميس في غرفة الاستماع", "تسجيل واحد من أوله إلى آخره. تفضّلوا واجلسوا واستمعوا."],
];

const BENEFITS: [title: string, text: string][] = [
  ["تنظيف الأسطوانات", "أحضروا حتى عشر أسطوانات في السنة لغسلها وتغليفها من جديد."],
  ["الاستماع الأول", "استمعوا إلى التسجيلات الجديدة قبل بيعها بأسبوع."],
];

const MATTERS: [title: string, since: string, close: string][] = [
  ["طلب بدأتموه", "منذ ٢٩ يونيو", "التخلي عنه"],
  ["سؤال طرحتموه علينا", "منذ ٢٦ يونيو", "تمت التسوية"],
];

export function arabic(experience: Experience): Experience {
  const ftl = resolve(import.meta.dirname, "../../crates/service/src/words/ar.ftl");
  const told = (all: [string, string][], index: number) => all[index % all.length] ?? ["", ""];
  return {
    ...experience,
    dir: "rtl",
    locale: "ar",
    greeting: "شكرًا لكونكم من أعضاء فئة كونشرتو",
    lead: "فئة كونشرتو لكم حتى ١٤ فبراير ١٩٩٩.",
    standing: {
      ...experience.standing,
      tier_name: "كونشرتو",
      points_text: "٣١٢ نقطة",
      balance: "٣٤٠ نقطة للاستخدام، و٦٠ أخرى في ٥ يوليو",
      progress: { value: 312, of: 500, text: "بقيت ١٨٨ نقطة إلى فئة سيمفوني" },
      kept: { iso: "1999-02-14", text: "فئة كونشرتو لكم حتى ١٤ فبراير ١٩٩٩" },
    },
    matters: experience.matters?.map((matter, index) => {
      const [title, text, close] = MATTERS[index % MATTERS.length]!;
      return { ...matter, title, close, since: { ...matter.since, text }, link: matter.link && { ...matter.link, label: "إكماله" } };
    }),
    hidden: experience.hidden && "ما بدأتموه أو سألتم عنه مخفي.",
    benefits: experience.benefits.map((benefit, index) => {
      const [title, text] = told(BENEFITS, index);
      return { ...benefit, title, text, ...("left" in benefit && { left: "بقي ٧ من ١٠ حتى ٣١ ديسمبر" }) };
    }),
    offers: experience.offers.map((offer, index) => {
      const [title, text] = told(OFFERS, index);
      const why = ["كان آخر طلب لكم في ١٣ يونيو ١٩٩٨."];
      const until = offer.until && { iso: "1998-07-31", text: "حتى ٣١ يوليو ١٩٩٨" };
      const link = offer.link && { href: "/shop/early-pressing", label: "المزيد عن التسجيل" };
      const more = { why, until, link, change: offer.change && "هذا لكم ما دمتم في فئة كونشرتو.", terms: undefined };
      return { ...offer, title, text, ...more };
    }),
    claims: experience.claims.map((claim, index) => {
      const [title, text] = told(OFFERS, index + 1);
      return { ...claim, title, text, until: { iso: "1998-07-14", text: "حتى ١٤ يوليو ١٩٩٨" }, terms: undefined };
    }),
    words: interfaceWords(readFileSync(ftl, "utf8")),
  };
}
