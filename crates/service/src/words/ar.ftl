# العربية. صيغة الجمع للمخاطَب احترامًا، وأفعال لا تفرّق بين المذكّر والمؤنّث.

## الواجهة

offers = العروض
benefits = مزاياكم
claims = جاهزة للاستخدام
matters = قيد المتابعة
no-offers = لا توجد عروض في الوقت الحالي.
why = سبب ظهور هذا لكم
claim = الحصول على العرض
claiming = لحظة من فضلكم…
decline = لا يناسبني
undo = تراجع
code = رمزكم
copy = نسخ الرمز
copied = تم النسخ.
copy-failed = الرمز محدَّد وجاهز للنسخ.
failed = تعذّر إتمام العملية.
gone = لم يعد هذا العرض متاحًا.
retry = إعادة المحاولة
dismiss = إغلاق
stale = قد لا تكون هذه المعلومات محدَّثة.
changed = تغيّرت عروضكم.
waiting = لا يوجد اتصال. سيُرسَل طلبكم فور عودته.
reveal = إظهار ما هو مخفي
masked = النقاط والرموز مخفية.
sign-in = يُرجى تسجيل الدخول من جديد ثم إعادة المحاولة.
left = الوقت المتبقي:
ended = انتهى.

## نتيجة ما فعلتموه

claimed = تم الحصول على العرض. تجدون رمزكم أدناه.
claimed-masked = تم الحصول على العرض. يبقى رمزكم مخفيًا إلى أن تختاروا إظهاره.
declined = أخذنا علمًا بذلك. وُضع هذا العرض جانبًا.
undone = تم التراجع.
closed = أُغلق.

## ما هو قيد المتابعة. $day هو اليوم الذي بدأ فيه

matter-checkout = طلب بدأتموه
matter-contact = سؤال طرحتموه علينا
matter-complaint = شكوى ننظر فيها
matter-since = منذ { $day }
leave-checkout = التخلي عنه
close-contact = تمت التسوية
matters-hidden = ما بدأتموه أو سألتم عنه مخفي.

## السطر الأول

greet-visitor = أهلًا وسهلًا بكم
greet-prospect = أهلًا وسهلًا بكم في { $brand }
greet-new = شكرًا لكم على طلبكم الأول
greet-active = أهلًا بعودتكم إلى فئة { $tier }
greet-loyal = شكرًا لكونكم من أعضاء فئة { $tier }
greet-at-risk = أهلًا بعودتكم. فئتكم هي { $tier }
greet-lapsed = مرّ بعض الوقت. أهلًا بعودتكم
greet-won-back = شكرًا لعودتكم إلينا

## السطر الثاني

lead-visitor = إليكم ما هو متاح للجميع.
lead-start = { $count ->
    [zero] تبدأ فئة { $tier } من دون نقاط.
    [one] تبدأ فئة { $tier } من نقطة واحدة.
    [two] تبدأ فئة { $tier } من نقطتين.
    [few] تبدأ فئة { $tier } من { $count } نقاط.
   *[other] تبدأ فئة { $tier } من { $count } نقطة.
}
lead-since = { $count ->
    [zero] معنا منذ { $month }.
    [one] معنا منذ { $month }، طلب واحد.
    [two] معنا منذ { $month }، طلبان.
    [few] معنا منذ { $month }، { $count } طلبات.
    [many] معنا منذ { $month }، { $count } طلبًا.
   *[other] معنا منذ { $month }، { $count } طلب.
}
lead-friends = { $count ->
    [one] طلب صديق واحد ممن دعوتموهم. شكرًا لكم.
    [two] طلب صديقان ممن دعوتموهم. شكرًا لكم.
    [few] طلب { $count } أصدقاء ممن دعوتموهم. شكرًا لكم.
    [many] طلب { $count } صديقًا ممن دعوتموهم. شكرًا لكم.
   *[other] طلب { $count } صديق ممن دعوتموهم. شكرًا لكم.
}

## الرصيد والفئة

points = { $count ->
    [zero] لا نقاط
    [one] نقطة واحدة
    [two] نقطتان
    [few] { $count } نقاط
   *[other] { $count } نقطة
}
progress = { $count ->
    [one] نقطة واحدة تفصلكم عن { $tier }
    [two] نقطتان تفصلانكم عن { $tier }
    [few] { $count } نقاط تفصلكم عن { $tier }
   *[other] { $count } نقطة تفصلكم عن { $tier }
}
kept = فئة { $tier } لكم حتى { $day }
until = حتى { $day }
until-time = حتى { $day }، { $time }
to-spend = { $count ->
    [zero] لا نقاط متاحة للصرف
    [one] نقطة واحدة متاحة للصرف
    [two] نقطتان متاحتان للصرف
    [few] { $count } نقاط متاحة للصرف
   *[other] { $count } نقطة متاحة للصرف
}
to-spend-later = { $count ->
    [zero] لا نقاط متاحة للصرف، و{ $more } في { $day }
    [one] نقطة واحدة متاحة للصرف، و{ $more } أخرى في { $day }
    [two] نقطتان متاحتان للصرف، و{ $more } أخرى في { $day }
    [few] { $count } نقاط متاحة للصرف، و{ $more } أخرى في { $day }
   *[other] { $count } نقطة متاحة للصرف، و{ $more } أخرى في { $day }
}
to-spend-until = { $count ->
    [one] نقطة واحدة متاحة للصرف، حتى { $day }
    [two] نقطتان متاحتان للصرف، منهما { $more } حتى { $day }
    [few] { $count } نقاط متاحة للصرف، منها { $more } حتى { $day }
   *[other] { $count } نقطة متاحة للصرف، منها { $more } حتى { $day }
}
owed = { $count ->
    [one] نقطتكم التالية تعوّض عن مرتجع
    [two] نقطتاكم التاليتان تعوّضان عن مرتجع
    [few] أول { $count } نقاط تالية تعوّض عن مرتجع
   *[other] أول { $count } نقطة تالية تعوّض عن مرتجع
}
uses-left = { $count ->
    [0] استُنفد حتى { $day }
   *[other] بقي { $count } من { $times } حتى { $day }
}

## سبب ظهور العرض: ما لوحظ، لا ما استُنتج منه

for-everyone = لكل من يزورنا.
for-customers = لكل من لديه حساب هنا.
no-order = لم تطلبوا شيئًا بعد.
first-order = كان طلبكم الأول في { $day }.
last-order = كان طلبكم الأخير في { $day }.
last-order-month = كان طلبكم الأخير في { $month }.
days-since-order = { $count ->
    [0] طلبتم اليوم.
    [1] طلبتم أمس.
    [two] مرّ يومان على طلبكم الأخير.
    [few] مرّت { $count } أيام على طلبكم الأخير.
    [many] مرّ { $count } يومًا على طلبكم الأخير.
   *[other] مرّ { $count } يوم على طلبكم الأخير.
}
order-days = { $count ->
    [zero] لم تطلبوا في أي يوم { $within }.
    [one] طلبتم في يوم واحد { $within }.
    [two] طلبتم في يومين مختلفين { $within }.
    [few] طلبتم في { $count } أيام مختلفة { $within }.
    [many] طلبتم في { $count } يومًا مختلفًا { $within }.
   *[other] طلبتم في { $count } يوم مختلف { $within }.
}
returned = { $count ->
    [one] طلبتم من جديد في { $day }، بعد يوم واحد.
    [two] طلبتم من جديد في { $day }، بعد يومين.
    [few] طلبتم من جديد في { $day }، بعد { $count } أيام.
    [many] طلبتم من جديد في { $day }، بعد { $count } يومًا.
   *[other] طلبتم من جديد في { $day }، بعد { $count } يوم.
}
tier = فئتكم هي { $tier }.
orders = { $count ->
    [zero] لم تطلبوا شيئًا { $within }.
    [one] طلبتم مرة واحدة { $within }.
    [two] طلبتم مرتين { $within }.
    [few] طلبتم { $count } مرات { $within }.
   *[other] طلبتم { $count } مرة { $within }.
}
spent = أنفقتم { $amount } { $within }.
points-to-next = { $count ->
    [one] تفصلكم نقطة واحدة عن { $tier }.
    [two] تفصلكم نقطتان عن { $tier }.
    [few] تفصلكم { $count } نقاط عن { $tier }.
   *[other] تفصلكم { $count } نقطة عن { $tier }.
}
viewed = { $count ->
    [zero] لم تطّلعوا على أي منتج { $within }.
    [one] اطّلعتم على منتج واحد { $within }.
    [two] اطّلعتم على منتجات مرتين { $within }.
    [few] اطّلعتم على منتجات { $count } مرات { $within }.
   *[other] اطّلعتم على منتجات { $count } مرة { $within }.
}
added = { $count ->
    [zero] لم تضيفوا شيئًا إلى سلتكم { $within }.
    [one] أضفتم شيئًا إلى سلتكم مرة واحدة { $within }.
    [two] أضفتم شيئًا إلى سلتكم مرتين { $within }.
    [few] أضفتم شيئًا إلى سلتكم { $count } مرات { $within }.
   *[other] أضفتم شيئًا إلى سلتكم { $count } مرة { $within }.
}
checkouts = { $count ->
    [zero] لم تبدؤوا أي عملية شراء { $within }.
    [one] بدأتم عملية شراء واحدة { $within }.
    [two] بدأتم عمليتَي شراء { $within }.
    [few] بدأتم { $count } عمليات شراء { $within }.
   *[other] بدأتم { $count } عملية شراء { $within }.
}
invited = { $count ->
    [zero] لم تدعوا أحدًا { $within }.
    [one] دعوتم صديقًا واحدًا { $within }.
    [two] دعوتم صديقين { $within }.
    [few] دعوتم { $count } أصدقاء { $within }.
    [many] دعوتم { $count } صديقًا { $within }.
   *[other] دعوتم { $count } صديق { $within }.
}
behaviour = { $count ->
    [one] يتوافق هذا مع ما فعلتموه هنا، مرة واحدة { $within }.
    [two] يتوافق هذا مع ما فعلتموه هنا، مرتين { $within }.
    [few] يتوافق هذا مع ما فعلتموه هنا، { $count } مرات { $within }.
   *[other] يتوافق هذا مع ما فعلتموه هنا، { $count } مرة { $within }.
}
claims-of = { $count ->
    [zero] لم تختاروا «{ $offer }» حتى الآن.
    [one] اخترتم «{ $offer }» مرة واحدة.
    [two] اخترتم «{ $offer }» مرتين.
    [few] اخترتم «{ $offer }» { $count } مرات.
   *[other] اخترتم «{ $offer }» { $count } مرة.
}
uses-of = { $count ->
    [zero] لم تستخدموا «{ $offer }» حتى الآن.
    [one] استخدمتم «{ $offer }» مرة واحدة.
    [two] استخدمتم «{ $offer }» مرتين.
    [few] استخدمتم «{ $offer }» { $count } مرات.
   *[other] استخدمتم «{ $offer }» { $count } مرة.
}
bought = { $count ->
    [zero] لم تشتروا شيئًا من «{ $category }» { $within }.
    [one] اشتريتم منتجًا واحدًا من «{ $category }» { $within }.
    [two] اشتريتم منتجين من «{ $category }» { $within }.
    [few] اشتريتم { $count } منتجات من «{ $category }» { $within }.
    [many] اشتريتم { $count } منتجًا من «{ $category }» { $within }.
   *[other] اشتريتم { $count } منتج من «{ $category }» { $within }.
}
bought-this = يتوافق هذا مع ما اشتريتموه في { $day }.
looked-at = { $count ->
    [zero] لم تطّلعوا على شيء من «{ $category }» { $within }.
    [one] اطّلعتم على شيء من «{ $category }» { $within }.
    [two] اطّلعتم على منتجات من «{ $category }» مرتين { $within }.
    [few] اطّلعتم على منتجات من «{ $category }» { $count } مرات { $within }.
   *[other] اطّلعتم على منتجات من «{ $category }» { $count } مرة { $within }.
}
looked-at-this = يتوافق هذا مع ما اطّلعتم عليه في { $day }.
average-order = { $count ->
    [one] بلغت قيمة طلبكم { $amount }.
   *[other] يبلغ متوسط قيمة طلباتكم { $amount }.
}
basket-worth = تبلغ قيمة سلتكم { $amount }.
basket-empty = سلتكم فارغة.
in-basket = { $count ->
    [zero] ليس في سلتكم شيء من «{ $category }».
    [one] في سلتكم منتج واحد من «{ $category }».
    [two] في سلتكم منتجان من «{ $category }».
    [few] في سلتكم { $count } منتجات من «{ $category }».
    [many] في سلتكم { $count } منتجًا من «{ $category }».
   *[other] في سلتكم { $count } منتج من «{ $category }».
}
in-basket-this = يتوافق هذا مع ما في سلتكم.
last-viewed = كانت آخر مرة اطّلعتم فيها على منتج في { $day }.
last-added = كانت آخر مرة أضفتم فيها شيئًا إلى سلتكم في { $day }.
last-checkout = كانت آخر مرة بدأتم فيها عملية شراء في { $day }.
last-invited = كانت آخر مرة دعوتم فيها صديقًا في { $day }.
last-done = يتوافق هذا مع ما فعلتموه هنا في { $day }.
points-to-spend = { $count ->
    [zero] ليست لديكم نقاط متاحة للصرف.
    [one] لديكم نقطة واحدة متاحة للصرف.
    [two] لديكم نقطتان متاحتان للصرف.
    [few] لديكم { $count } نقاط متاحة للصرف.
   *[other] لديكم { $count } نقطة متاحة للصرف.
}
friends = { $count ->
    [zero] لم يطلب حتى الآن أحد ممن دعوتموهم.
    [one] طلب صديق واحد ممن دعوتموهم.
    [two] طلب صديقان ممن دعوتموهم.
    [few] طلب { $count } أصدقاء ممن دعوتموهم.
    [many] طلب { $count } صديقًا ممن دعوتموهم.
   *[other] طلب { $count } صديق ممن دعوتموهم.
}
benefit-uses = { $count ->
    [zero] استنفدتم «{ $benefit }» حتى { $day }.
    [one] يمكنكم استخدام «{ $benefit }» مرة أخرى حتى { $day }.
    [two] يمكنكم استخدام «{ $benefit }» مرتين أخريين حتى { $day }.
    [few] يمكنكم استخدام «{ $benefit }» { $count } مرات أخرى حتى { $day }.
   *[other] يمكنكم استخدام «{ $benefit }» { $count } مرة أخرى حتى { $day }.
}
benefit-given = تمنحكم فئتكم «{ $benefit }».
weekday = اليوم هو { $weekday }.

## متى لا يعود العرض لكم

change-day = هذا العرض لكم حتى { $day }.
change-order = هذا العرض لكم حتى طلبكم التالي.
change-first-order = هذا العرض لكم حتى طلبكم الأول.
change-day-or-order = هذا العرض لكم حتى { $day }، أو حتى طلبكم التالي.
change-day-or-first-order = هذا العرض لكم حتى { $day }، أو حتى طلبكم الأول.
change-tier = هذا العرض لكم ما دامت فئتكم { $tier }.
change-tier-or-higher = هذا العرض لكم ما دامت فئتكم { $tier } أو أعلى.

## إلى أي حدّ في الماضي

within-ever = حتى الآن
within-days = { $count ->
    [1] اليوم
    [365] خلال آخر سنة
    [two] خلال آخر يومين
    [few] خلال آخر { $count } أيام
    [many] خلال آخر { $count } يومًا
   *[other] خلال آخر { $count } يوم
}
