//! Who listens on this node: readers by brand, and by every name their person goes by.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::{BrandId, CustomerId};

use super::ear::Ear;

/// So many streams are open at most: fewer than there are connections, so that who hears can also ask.
pub(super) const FULL: usize = 12_000;

/// Who listens.
#[derive(Debug)]
pub(super) struct Hub {
    pub(super) node: u64,
    most: usize,
    rooms: Mutex<Rooms>,
}

#[derive(Debug, Default)]
struct Rooms {
    brands: BTreeMap<BrandId, Room>,
    seats: u64,
    open: usize,
    closed: bool,
}

/// The readers of a brand.
#[derive(Debug, Default)]
struct Room {
    all: HashMap<u64, Arc<Ear>>,
    names: HashMap<CustomerId, Vec<(u64, Arc<Ear>)>>,
    times: u64,
}

impl Hub {
    /// With room for so many.
    pub(super) fn new(node: u64, most: usize) -> Self {
        Self { node, most, rooms: Mutex::default() }
    }

    /// Lets a reader in, under a number of its own; `None` where too many are in.
    pub(super) fn enter(&self, brand: &BrandId, ear: &Arc<Ear>) -> Option<u64> {
        let mut rooms = self.rooms();
        if rooms.open >= self.most {
            return None;
        }
        rooms.open += 1;
        rooms.seats += 1;
        let seat = rooms.seats;
        if rooms.closed {
            ear.close();
        }
        rooms.brands.entry(brand.clone()).or_default().all.insert(seat, Arc::clone(ear));
        Some(seat)
    }

    /// Has a reader told what concerns these names, and no longer what concerns those it had.
    pub(super) fn listen(&self, brand: &BrandId, seat: u64, had: &[CustomerId], names: &[CustomerId]) {
        let mut rooms = self.rooms();
        let Some(room) = rooms.brands.get_mut(brand) else { return };
        let Some(ear) = room.all.get(&seat).cloned() else { return };
        room.forget(seat, had);
        for name in names {
            room.names.entry(name.clone()).or_default().push((seat, Arc::clone(&ear)));
        }
    }

    /// Lets a reader go.
    pub(super) fn leave(&self, brand: &BrandId, seat: u64, names: &[CustomerId]) {
        let mut rooms = self.rooms();
        rooms.open = rooms.open.saturating_sub(1);
        if let Some(room) = rooms.brands.get_mut(brand) {
            room.forget(seat, names);
            room.all.remove(&seat);
        }
    }

    pub(super) fn changed(&self, brand: &BrandId, customer: &CustomerId) {
        self.tell(brand, customer, Ear::changed);
    }

    pub(super) fn session(&self, brand: &BrandId, customer: &CustomerId) {
        self.tell(brand, customer, Ear::session);
    }

    pub(super) fn everyone(&self, brand: &BrandId) {
        self.rooms().brands.entry(brand.clone()).or_default().everyone();
    }

    /// Everyone at every brand.
    pub(super) fn all(&self) {
        self.rooms().brands.values_mut().for_each(Room::everyone);
    }

    /// How often something was told to everyone.
    pub(super) fn times(&self, brand: &BrandId) -> u64 {
        self.rooms().brands.get(brand).map_or(0, |room| room.times)
    }

    pub(super) fn close(&self) {
        let mut rooms = self.rooms();
        rooms.closed = true;
        rooms.brands.values().flat_map(|room| room.all.values()).for_each(|ear| ear.close());
    }

    fn tell(&self, brand: &BrandId, customer: &CustomerId, what: fn(&Ear)) {
        let rooms = self.rooms();
        let listening = rooms.brands.get(brand).and_then(|room| room.names.get(customer));
        listening.into_iter().flatten().for_each(|(_, ear)| what(ear));
    }

    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    fn everyone(&mut self) {
        self.times += 1;
        self.all.values().for_each(|ear| ear.everyone());
    }

    fn forget(&mut self, seat: u64, names: &[CustomerId]) {
        for name in names {
            if let Some(ears) = self.names.get_mut(name) {
                ears.retain(|(other, _)| *other != seat);
                if ears.is_empty() {
                    self.names.remove(name);
                }
            }
        }
    }
}
