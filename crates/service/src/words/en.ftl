# English.

## The interface

offers = Offers
benefits = Your benefits
claims = Ready to use
matters = In progress
no-offers = There are no offers at the moment.
why = Why you see this
claim = Claim
claiming = One moment…
decline = Not for me
undo = Undo
code = Your code
copy = Copy code
copied = Copied.
copy-failed = The code is selected, ready for you to copy.
failed = That did not go through.
gone = This can no longer be had.
retry = Try again
dismiss = Close
stale = This may no longer be up to date.
changed = Your offers have changed.
waiting = There is no connection. This is sent as soon as there is one.
reveal = Show what is hidden
masked = Points and codes are hidden.
sign-in = Please sign in again, then try once more.
left = Time left:
ended = This has ended.

## What came of an act

claimed = Claimed. Your code is below.
claimed-masked = Claimed. Your code is hidden until you choose to show it.
declined = Noted. This offer is set aside.
undone = Undone.
closed = Closed.

## What is in progress. $day is when it began.

matter-checkout = An order you have begun
matter-contact = A question you asked us
matter-complaint = A complaint we are looking into
matter-since = Since { $day }
leave-checkout = Set aside
close-contact = It is settled
matters-hidden = What you have begun or asked is hidden.

## The first line. $brand is the brand's name, $tier the name of the tier held.

greet-visitor = Welcome
greet-prospect = Welcome to { $brand }
greet-new = Thank you for your first order
greet-active = Welcome back, { $tier } member
greet-loyal = Thank you for being a { $tier } member
greet-at-risk = Welcome back. Your tier is { $tier }
greet-lapsed = It has been a while. Welcome back
greet-won-back = Thank you for coming back

## The second line. $tier is the tier meant.

lead-visitor = Here is what is open to everyone.
lead-start = { $tier } begins at { $count ->
    [one] { $count } point
   *[other] { $count } points
}.
lead-since = With us since { $month }, { $count ->
    [one] { $count } order
   *[other] { $count } orders
}.
lead-friends = { $count ->
    [one] { $count } friend you invited has ordered. Thank you.
   *[other] { $count } friends you invited have ordered. Thank you.
}

## Where a customer stands

points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
progress = { $count ->
    [one] { $count } point to { $tier }
   *[other] { $count } points to { $tier }
}
kept = { $tier } is yours until { $day }
until = Until { $day }
until-time = Until { $day }, { $time }
to-spend = { $count ->
    [one] { $count } point to spend
   *[other] { $count } points to spend
}
to-spend-later = { $count ->
    [one] { $count } point to spend, { $more } more on { $day }
   *[other] { $count } points to spend, { $more } more on { $day }
}
to-spend-until = { $count ->
    [one] { $count } point to spend, until { $day }
   *[other] { $count } points to spend, { $more } of them until { $day }
}
owed = { $count ->
    [one] Your next point makes up for a return
   *[other] Your next { $count } points make up for a return
}
uses-left = { $count ->
    [0] Used up until { $day }
   *[other] { $count } of { $times } left until { $day }
}

## Why an offer is shown: what was observed, never what was concluded. $within is one of the two at the end.

for-everyone = For everyone who visits.
for-customers = For everyone with an account here.
no-order = You have not ordered yet.
first-order = Your first order was on { $day }.
last-order = Your last order was on { $day }.
last-order-month = Your last order was in { $month }.
days-since-order = { $count ->
    [0] You ordered today.
    [1] You ordered yesterday.
   *[other] It has been { $count } days since your last order.
}
order-days = { $count ->
    [one] You have ordered on { $count } day { $within }.
   *[other] You have ordered on { $count } different days { $within }.
}
returned = You ordered again on { $day }, after { $count ->
    [one] { $count } day
   *[other] { $count } days
}.
tier = Your tier is { $tier }.
orders = { $count ->
    [0] You have not ordered { $within }.
    [1] You have ordered once { $within }.
   *[other] You have ordered { $count } times { $within }.
}
spent = You have spent { $amount } { $within }.
points-to-next = You are { $count ->
    [one] { $count } point
   *[other] { $count } points
} from { $tier }.
viewed = { $count ->
    [0] You have not looked at any product { $within }.
    [one] You have looked at { $count } product { $within }.
   *[other] You have looked at products { $count } times { $within }.
}
added = { $count ->
    [0] You have not put anything in your basket { $within }.
    [one] You have put something in your basket { $within }.
   *[other] You have put something in your basket { $count } times { $within }.
}
checkouts = { $count ->
    [0] You have not started a checkout { $within }.
    [one] You have started a checkout { $within }.
   *[other] You have started { $count } checkouts { $within }.
}
invited = { $count ->
    [0] You have not invited a friend { $within }.
    [one] You have invited { $count } friend { $within }.
   *[other] You have invited { $count } friends { $within }.
}
behaviour = { $count ->
    [1] This goes with what you have done here, once { $within }.
   *[other] This goes with what you have done here, { $count } times { $within }.
}
claims-of = { $count ->
    [0] You have not taken “{ $offer }” so far.
    [1] You have taken “{ $offer }” once.
   *[other] You have taken “{ $offer }” { $count } times.
}
uses-of = { $count ->
    [0] You have not used “{ $offer }” so far.
    [1] You have used “{ $offer }” once.
   *[other] You have used “{ $offer }” { $count } times.
}
bought = { $count ->
    [0] You have not bought anything from “{ $category }” { $within }.
    [one] You have bought { $count } item from “{ $category }” { $within }.
   *[other] You have bought { $count } items from “{ $category }” { $within }.
}
bought-this = This goes with what you bought on { $day }.
looked-at = { $count ->
    [0] You have not looked at anything from “{ $category }” { $within }.
    [one] You have looked at something from “{ $category }” { $within }.
   *[other] You have looked at items from “{ $category }” { $count } times { $within }.
}
looked-at-this = This goes with what you looked at on { $day }.
average-order = { $count ->
    [one] Your order came to { $amount }.
   *[other] Your orders come to { $amount } on average.
}
basket-worth = What is in your basket comes to { $amount }.
basket-empty = Your basket is empty.
in-basket = { $count ->
    [0] There is nothing from “{ $category }” in your basket.
    [one] There is { $count } item from “{ $category }” in your basket.
   *[other] There are { $count } items from “{ $category }” in your basket.
}
in-basket-this = This goes with what is in your basket.
last-viewed = You last looked at a product on { $day }.
last-added = You last put something in your basket on { $day }.
last-checkout = You last started a checkout on { $day }.
last-invited = You last invited a friend on { $day }.
last-done = This goes with what you did here on { $day }.
points-to-spend = { $count ->
    [0] You have no points to spend.
    [one] You have { $count } point to spend.
   *[other] You have { $count } points to spend.
}
friends = { $count ->
    [0] No friend you invited has ordered so far.
    [one] { $count } friend you invited has ordered.
   *[other] { $count } friends you invited have ordered.
}
benefit-uses = { $count ->
    [0] You have used up “{ $benefit }” until { $day }.
    [one] You can use “{ $benefit }” once more until { $day }.
   *[other] You can use “{ $benefit }” { $count } more times until { $day }.
}
benefit-given = Your tier gives you “{ $benefit }”.
weekday = Today is { $weekday }.

## What would take an offer away

change-day = It is for you until { $day }.
change-order = It is for you until you order again.
change-first-order = It is for you until your first order.
change-day-or-order = It is for you until { $day }, or until you order again.
change-day-or-first-order = It is for you until { $day }, or until your first order.
change-tier = It is for you as long as your tier is { $tier }.
change-tier-or-higher = It is for you as long as your tier is { $tier } or higher.

## How far back

within-ever = so far
within-days = { $count ->
    [1] today
    [365] in the past year
   *[other] in the past { $count } days
}
