//! Servers that clients are tried on, and the clients.
//!
//! In: requests over sockets, and plans of what goes wrong with them. Out: answers, and books of what arrived and was
//! applied. What always holds: the same number of a call has the same plan.

pub mod faults;
pub mod ledger;
pub mod served;
pub mod transports;
