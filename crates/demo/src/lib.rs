//! A demo brand, Maison Aubade: its shop, and the small back end a shop brings to the service. None of it is product.
#![forbid(unsafe_code)]

pub mod house; // the brand's own folder: its program, its keys
pub mod histories; // what its customers bought
pub mod records; // what it sells
pub mod people; // its customers, a few of each stage
pub mod visits; // who is signed in to the shop
pub mod pages; // the shop's pages, embedded
pub mod backend; // the service, asked with the secret key
mod desk; // what an agent sees and does
pub mod shop; // the shop's routes, beside the service's
