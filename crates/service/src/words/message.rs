//! The messages there are. What they say stands in one file a language, beside this one.

macro_rules! messages {
    ($($name:ident = $key:literal,)*) => {
        /// A message by its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the language files say what each is")]
        pub enum Message { $($name,)* }

        impl Message {
            /// Every message.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in the language files.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

messages! {
    Offers = "offers",
    Benefits = "benefits",
    Claims = "claims",
    Matters = "matters",
    NoOffers = "no-offers",
    Why = "why",
    Claim = "claim",
    Claiming = "claiming",
    Decline = "decline",
    Undo = "undo",
    Code = "code",
    Copy = "copy",
    Copied = "copied",
    CopyFailed = "copy-failed",
    Failed = "failed",
    Gone = "gone",
    Retry = "retry",
    Dismiss = "dismiss",
    Stale = "stale",
    Changed = "changed",
    Waiting = "waiting",
    Reveal = "reveal",
    Masked = "masked",
    SignIn = "sign-in",
    Left = "left",
    Ended = "ended",

    Claimed = "claimed",
    ClaimedMasked = "claimed-masked",
    Declined = "declined",
    Undone = "undone",
    Closed = "closed",

    MatterCheckout = "matter-checkout",
    MatterContact = "matter-contact",
    MatterComplaint = "matter-complaint",
    MatterSince = "matter-since",
    LeaveCheckout = "leave-checkout",
    CloseContact = "close-contact",
    MattersHidden = "matters-hidden",

    GreetVisitor = "greet-visitor",
    GreetProspect = "greet-prospect",
    GreetNew = "greet-new",
    GreetActive = "greet-active",
    GreetLoyal = "greet-loyal",
    GreetAtRisk = "greet-at-risk",
    GreetLapsed = "greet-lapsed",
    GreetWonBack = "greet-won-back",

    LeadVisitor = "lead-visitor",
    LeadStart = "lead-start",
    LeadSince = "lead-since",
    LeadFriends = "lead-friends",

    Points = "points",
    Progress = "progress",
    Kept = "kept",
    Until = "until",
    UntilTime = "until-time",
    ToSpend = "to-spend",
    ToSpendLater = "to-spend-later",
    ToSpendUntil = "to-spend-until",
    Owed = "owed",
    UsesLeft = "uses-left",

    ForEveryone = "for-everyone",
    ForCustomers = "for-customers",
    NoOrder = "no-order",
    FirstOrder = "first-order",
    LastOrder = "last-order",
    LastOrderMonth = "last-order-month",
    DaysSinceOrder = "days-since-order",
    OrderDays = "order-days",
    Returned = "returned",
    Tier = "tier",
    Orders = "orders",
    Spent = "spent",
    PointsToNext = "points-to-next",
    Viewed = "viewed",
    Added = "added",
    Checkouts = "checkouts",
    Invited = "invited",
    Behaviour = "behaviour",
    ClaimsOf = "claims-of",
    UsesOf = "uses-of",
    Bought = "bought",
    BoughtThis = "bought-this",
    LookedAt = "looked-at",
    LookedAtThis = "looked-at-this",
    AverageOrder = "average-order",
    BasketWorth = "basket-worth",
    BasketEmpty = "basket-empty",
    InBasket = "in-basket",
    InBasketThis = "in-basket-this",
    LastViewed = "last-viewed",
    LastAdded = "last-added",
    LastCheckout = "last-checkout",
    LastInvited = "last-invited",
    LastDone = "last-done",
    PointsToSpend = "points-to-spend",
    Friends = "friends",
    BenefitUses = "benefit-uses",
    BenefitGiven = "benefit-given",
    Weekday = "weekday",

    ChangeDay = "change-day",
    ChangeOrder = "change-order",
    ChangeFirstOrder = "change-first-order",
    ChangeDayOrOrder = "change-day-or-order",
    ChangeDayOrFirstOrder = "change-day-or-first-order",
    ChangeTier = "change-tier",
    ChangeTierOrHigher = "change-tier-or-higher",

    WithinEver = "within-ever",
    WithinDays = "within-days",
}
