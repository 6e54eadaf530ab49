//! What everything that moved points comes to.

use std::collections::BTreeSet;
use std::mem;

use super::lot::Lot;
use super::movement::{self, Movement};
use super::posting::{Account, Accounts, Cause, Posting, What, clamped};
use super::{Balance, ReturnPolicy};
use crate::money::Points;
use crate::profile::Profile;
use crate::program::Program;
use crate::time::{Timestamp, Zone};

/// Every posting of a customer until an instant, and what is on each account after them.
#[derive(Debug, Clone)]
pub struct Ledger<'p> {
    now: Timestamp,
    zone: &'p Zone,
    postings: Vec<Posting<'p>>,
    accounts: Accounts,
    lots: Vec<Lot<'p>>,
    /// The numbers of the pending lots, by the instant at which they become active.
    pending: BTreeSet<(Timestamp, usize)>,
    /// The numbers of the active lots, by the instant at which they expire: in this order they are drawn from.
    active: BTreeSet<(Timestamp, usize)>,
}

impl<'p> Ledger<'p> {
    /// The ledger of a customer at an instant; an empty one where points only lead to tiers.
    #[must_use]
    pub fn of(program: &'p Program, profile: &'p Profile, now: Timestamp) -> Self {
        let rules = program.balance.as_ref();
        let (movements, lots) = match rules {
            Some(rules) => movement::all(program, rules, profile, now),
            None => Default::default(),
        };
        let mut ledger = Self {
            now,
            zone: &program.zone,
            postings: Vec::with_capacity(2 * movements.len()),
            accounts: Accounts::default(),
            lots,
            pending: BTreeSet::new(),
            active: BTreeSet::new(),
        };
        let returns = rules.map(|rules| rules.returns).unwrap_or_default();
        for movement in movements {
            ledger.pass(movement.cause.at);
            match movement.cause.what {
                What::Returned => ledger.take_back(&movement, returns),
                What::Spent => ledger.spend(&movement),
                _ => ledger.give(&movement),
            }
        }
        ledger.pass(now);
        ledger
    }

    /// The instant until which it is told, inclusive.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Every posting, in the order in which they took effect.
    #[must_use]
    pub fn postings(&self) -> &[Posting<'p>] {
        &self.postings
    }

    /// What is on each account.
    #[must_use]
    pub fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// Every lot that was given: orders' before friends', and the oldest first.
    pub fn lots(&self) -> impl Iterator<Item = &Lot<'p>> {
        self.lots.iter().filter(|lot| lot.given > Points(0))
    }

    /// What there is to spend.
    #[must_use]
    pub fn balance(&self) -> Balance {
        let (activates, expires) = (self.soonest(&self.pending), self.soonest(&self.active));
        Balance {
            active: clamped(self.accounts.on(Account::Active) + self.accounts.on(Account::Debt)),
            pending: clamped(self.accounts.on(Account::Pending)),
            activates: activates.map(|(lot, points)| (self.zone.day(lot.from), points)),
            expires: expires.and_then(|(lot, points)| Some((lot.last_day(self.zone)?, points))),
        }
    }

    /// The lot whose turn comes first, and how many points there are whose turn comes with it.
    fn soonest(&self, lots: &BTreeSet<(Timestamp, usize)>) -> Option<(&Lot<'p>, Points)> {
        let (first, number) = lots.first()?;
        let together = lots.iter().take_while(|(at, _)| at == first);
        let points = together.filter_map(|(_, number)| Some(i128::from(self.lots.get(*number)?.left.0)));
        Some((self.lots.get(*number)?, clamped(points.sum())))
    }

    /// Time passes: lots become active and expire, up to an instant, inclusive.
    fn pass(&mut self, now: Timestamp) {
        loop {
            let begins = self.pending.first().map(|(at, number)| (*at, What::Activated, *number));
            let ends = self.active.first().map(|(at, number)| (*at, What::Expired, *number));
            let ends = ends.filter(|(at, ..)| *at < Timestamp::MAX);
            match [begins, ends].into_iter().flatten().min().filter(|(at, ..)| *at <= now) {
                Some((at, What::Activated, number)) => self.activate(at, number),
                Some((at, _, number)) => self.expire(at, number),
                None => return,
            }
        }
    }

    /// Points become active. What is owed is paid first.
    fn activate(&mut self, at: Timestamp, number: usize) {
        self.pending.remove(&(at, number));
        let paid = self.draw(number, clamped(-self.accounts.on(Account::Debt)).0);
        let Some(Lot { left: Points(left), until, source, .. }) = self.lots.get(number).cloned() else {
            return;
        };
        if left > 0 {
            self.active.insert((until, number));
        }
        let cause = Cause { at, what: What::Activated, source };
        self.post(&cause, Account::Pending, Account::Debt, paid);
        self.post(&cause, Account::Pending, Account::Active, left);
    }

    fn expire(&mut self, at: Timestamp, number: usize) {
        self.active.remove(&(at, number));
        let Some(lot) = self.lots.get_mut(number) else { return };
        lot.expired = mem::take(&mut lot.left);
        let (cause, points) = (Cause { at, what: What::Expired, source: lot.source.clone() }, lot.expired.0);
        self.post(&cause, Account::Active, Account::Expired, points);
    }

    fn give(&mut self, Movement { cause, points, lot: number }: &Movement<'p>) {
        let Some(lot) = self.lots.get_mut(*number) else { return };
        (lot.given, lot.left) = (Points(*points), Points(*points));
        self.pending.insert((lot.from, *number));
        self.post(cause, Account::Program, Account::Pending, *points);
    }

    /// A return takes what is left of the order's own points first; then what expired of them, which is not taken a
    /// second time; then other active points, soonest-expiring first.
    fn take_back(&mut self, Movement { cause, points, lot: number }: &Movement<'p>, policy: ReturnPolicy) {
        let pending = self.lots.get(*number).is_some_and(|lot| cause.at < lot.from);
        let mut due = *points;
        if pending || policy != ReturnPolicy::OnlyPending {
            let own = self.draw(*number, due);
            let lost = self.unexpire(*number, due - own);
            let others = if pending { 0 } else { self.draw_soonest(due - own - lost) };
            due -= own + lost + others;
            let account = if pending { Account::Pending } else { Account::Active };
            self.post(cause, account, Account::Program, own + others);
            self.post(cause, Account::Expired, Account::Program, lost);
        }
        let rest = if policy == ReturnPolicy::Unlimited { Account::Debt } else { Account::Forgiven };
        self.post(cause, rest, Account::Program, due);
    }

    /// A payment takes active points, soonest-expiring first. A till has accepted it: what is not there is owed.
    fn spend(&mut self, Movement { cause, points, .. }: &Movement<'p>) {
        let drawn = self.draw_soonest(*points);
        self.post(cause, Account::Active, Account::Spent, drawn);
        self.post(cause, Account::Debt, Account::Spent, points - drawn);
    }

    /// Takes points out of a lot, as many as there are.
    fn draw(&mut self, number: usize, points: i64) -> i64 {
        let Some(lot) = self.lots.get_mut(number) else { return 0 };
        let drawn = lot.left.0.min(points);
        lot.left.0 -= drawn;
        if lot.left == Points(0) {
            self.pending.remove(&(lot.from, number));
            self.active.remove(&(lot.until, number));
        }
        drawn
    }

    fn draw_soonest(&mut self, points: i64) -> i64 {
        let mut drawn = 0;
        while let Some((_, number)) = self.active.first().copied()
            && drawn < points
        {
            drawn += self.draw(number, points - drawn);
        }
        drawn
    }

    fn unexpire(&mut self, number: usize, points: i64) -> i64 {
        let Some(lot) = self.lots.get_mut(number) else { return 0 };
        let back = lot.expired.0.min(points);
        lot.expired.0 -= back;
        back
    }

    fn post(&mut self, cause: &Cause<'p>, from: Account, to: Account, points: i64) {
        if points > 0 {
            let posting = Posting { cause: cause.clone(), from, to, points: Points(points) };
            self.accounts.post(&posting);
            self.postings.push(posting);
        }
    }
}
