//! What finds the offers in a catalogue that a customer may be given.
//!
//! Each offer is entered under something that its customers must have, or under several if one of several things is
//! enough: they must have bought of a category, say, or be at a stage. Who has it not cannot be given the offer, so that
//! nobody needs to ask. This is how indexes of Boolean expressions work (Whang and others, VLDB 2009).

use std::cmp::{Ordering, Reverse};
use std::collections::binary_heap::{BinaryHeap, PeekMut};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::key::{self, Key, Kind};
use super::{Audience, Offer};
use crate::decision::Situation;
use crate::id::{OfferId, Placement};
use crate::time::Timestamp;

/// What finds offers in a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// The place of each offer in the program, by its name.
    names: Vec<u32>,
    /// The place of each offer in the program, by its rank: the higher priority first.
    ranks: Vec<u32>,
    /// Offers are kept apart by when they end. Those of a band end no later than this; the last band has no end.
    ends: Vec<Timestamp>,
    /// When offers begin, in order, and their places in the program.
    begins: Vec<(Timestamp, u32)>,
    entries: Vec<Entry>,
    /// Which entries there are under a key. It is asked and never listed, so that no order comes of it.
    keys: BTreeMap<Kind, Names>,
}

type Names = HashMap<Box<str>, Range<usize>, BuildHasherDefault<Fnv>>;

/// Offers under one key.
#[derive(Debug)]
struct Entry {
    /// The place they are for; `None` for every place.
    placement: Option<Placement>,
    band: usize,
    /// Their ranks, rising.
    ranks: Vec<u32>,
}

/// So many offers are worth a band of their own.
const BAND: usize = 64;
const MOST_BANDS: usize = 16;

impl Index {
    pub(super) fn of(offers: &[Offer]) -> Self {
        let in_order = |by: &dyn Fn(&Offer, &Offer) -> Ordering| {
            let mut places: Vec<(u32, &Offer)> = (0..).zip(offers).collect();
            places.sort_by(|a, b| by(a.1, b.1));
            places.into_iter().map(|(place, _)| place).collect::<Vec<u32>>()
        };
        let ranks = in_order(&|a, b| b.priority.cmp(&a.priority));
        let ends = bands(offers);
        let mut stands = BTreeMap::<Key, BTreeMap<(Option<&Placement>, usize), Vec<u32>>>::new();
        for (rank, place) in (0..).zip(&ranks) {
            let Some(offer) = offers.get(*place as usize) else { continue };
            let band =
                offer.validity.until.map_or(ends.len(), |until| ends.partition_point(|end| *end < until));
            for key in keys(offer) {
                let entries = stands.entry(key).or_default();
                let mut enter = |placement| entries.entry((placement, band)).or_default().push(rank);
                match offer.placements.as_slice() {
                    [] => enter(None),
                    placements => placements.iter().for_each(|placement| enter(Some(placement))),
                }
            }
        }
        let begin = |(place, offer): (u32, &Offer)| Some((offer.validity.from?, place));
        let mut begins: Vec<_> = (0..).zip(offers).filter_map(begin).collect();
        begins.sort_unstable();
        let names = in_order(&|a, b| a.id.cmp(&b.id));
        let mut index = Self { names, ranks, ends, begins, ..Self::default() };
        for (Key { kind, name }, entries) in stands {
            let from = index.entries.len();
            let entry = |((placement, band), ranks): ((Option<&Placement>, usize), Vec<u32>)| Entry {
                placement: placement.cloned(),
                band,
                ranks,
            };
            index.entries.extend(entries.into_iter().map(entry));
            index.keys.entry(kind).or_default().insert(name, from..index.entries.len());
        }
        index
    }

    pub(super) fn named<'o>(&self, offers: &'o [Offer], wanted: &OfferId) -> Option<&'o Offer> {
        let at = |place: &u32| offers.get(*place as usize);
        let found = self.names.binary_search_by(|place| at(place).map(|offer| &offer.id).cmp(&Some(wanted)));
        self.names.get(found.ok()?).and_then(at)
    }

    /// When the next offer begins in a place.
    pub(crate) fn begins(&self, offers: &[Offer], place: &Placement, now: Timestamp) -> Option<Timestamp> {
        let after = self.begins.partition_point(|(from, _)| *from <= now);
        let mut later = self.begins.get(after..)?.iter();
        let here = |at: u32| offers.get(at as usize).is_some_and(|offer| offer.is_for(place));
        later.find(|(_, at)| here(*at)).map(|(from, _)| *from)
    }

    /// The offers that a customer may be given in a place, the higher priority first, each with its place in the
    /// program: not all of them can be, but no other can. Where offers may not be chosen for the customer, `personal`
    /// is false and only those are among them that are for everyone, and what must be known.
    pub(crate) fn candidates<'s, 'o>(
        &'s self,
        offers: &'o [Offer],
        situation: &Situation<'_>,
        placement: &Placement,
        personal: bool,
    ) -> impl Iterator<Item = (usize, &'o Offer)> + use<'s, 'o> {
        let mut found = Vec::new();
        key::held(situation, personal, |kind, names| {
            if let Some(known) = self.keys.get(&kind) {
                found.extend(names.filter_map(|name| known.get(name)).map(|range| (range.start, range.end)));
            }
        });
        found.sort_unstable();
        found.dedup();
        let live = self.ends.partition_point(|end| *end <= situation.now);
        let entries = found.into_iter().filter_map(|(from, to)| self.entries.get(from..to)).flatten();
        let here = |entry: &&Entry| entry.placement.as_ref().is_none_or(|place| place == placement);
        let lists =
            entries.filter(|entry| entry.band >= live).filter(here).map(|entry| entry.ranks.as_slice());
        let places = Merged::of(lists.collect()).filter_map(|rank| self.ranks.get(rank as usize).copied());
        places.filter_map(|place| Some((place as usize, offers.get(place as usize)?)))
    }
}

/// Under what an offer is entered.
fn keys(offer: &Offer) -> Vec<Key> {
    match &offer.audience {
        Audience::Everyone => vec![Key::new(Kind::Public, "")],
        Audience::Customers(_) if offer.kind == super::Kind::Service => vec![Key::new(Kind::Service, "")],
        Audience::Customers(condition) => {
            key::needed(condition).unwrap_or_else(|| vec![Key::new(Kind::Known, "")])
        }
    }
}

/// Where bands end: as many offers in each as may be.
fn bands(offers: &[Offer]) -> Vec<Timestamp> {
    let mut ends: Vec<Timestamp> = offers.iter().filter_map(|offer| offer.validity.until).collect();
    ends.sort_unstable();
    let bands = (ends.len() / BAND).min(MOST_BANDS);
    let last = |band: usize| ends.get((ends.len() * band / bands).saturating_sub(1)).copied();
    let mut bands: Vec<Timestamp> = (1..=bands).filter_map(last).collect();
    bands.dedup();
    bands
}

/// Rising lists as one, each number once.
struct Merged<'s> {
    heads: BinaryHeap<Reverse<(u32, usize)>>,
    lists: Vec<std::slice::Iter<'s, u32>>,
    last: Option<u32>,
}

impl<'s> Merged<'s> {
    fn of(lists: Vec<&'s [u32]>) -> Self {
        let mut lists: Vec<_> = lists.into_iter().map(<[u32]>::iter).collect();
        let heads =
            lists.iter_mut().enumerate().filter_map(|(list, rest)| Some(Reverse((*rest.next()?, list))));
        Self { heads: heads.collect(), lists, last: None }
    }
}

impl Iterator for Merged<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        loop {
            let mut head = self.heads.peek_mut()?;
            let Reverse((rank, list)) = *head;
            match self.lists.get_mut(list).and_then(Iterator::next) {
                Some(next) => *head = Reverse((*next, list)),
                None => {
                    PeekMut::pop(head);
                }
            }
            if self.last.replace(rank) != Some(rank) {
                return Some(rank);
            }
        }
    }
}

/// FNV-1a (Fowler, Noll and Vo): names are short, and the program's author is trusted.
#[derive(Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        self.0 = bytes.iter().fold(self.0, step);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
