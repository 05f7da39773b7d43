//! Where the walk over both models is.
//!
//! In: the nodes that it went through. Out: a [`Spot`]: what people call the place, where the documents have it, and who meets what is
//! there. What always holds: what has no place of its own has that of what it is in.

use std::sync::Arc;

use crate::place::Pointer;

use super::change::{Reached, Way};
use super::rules::Met;
use super::view::{Node, ViewKind};

/// Where the walk is.
#[derive(Clone)]
pub(super) struct Spot<'a> {
    pub(super) owner: Owner,
    pub(super) place: String,
    pub(super) old: Option<&'a Pointer>,
    pub(super) new: Option<&'a Pointer>,
    pub(super) met: Met,
}

/// What is compared as a whole.
#[derive(Clone)]
pub(super) enum Owner {
    Api,
    Operation(String),
    Event(String),
    /// A type that these reach.
    Type(Arc<[Reached]>),
}

impl<'a> Spot<'a> {
    /// Before the walk goes into anything.
    pub(super) fn of(owner: Owner, met: Met) -> Self {
        Self {
            owner,
            place: String::new(),
            old: None,
            new: None,
            met,
        }
    }

    /// The operations and events that hold a node here.
    pub(super) fn reach(&self, node: &Node<'_>) -> Arc<[Reached]> {
        let of_one = |root: &String, way| {
            Arc::from([Reached {
                root: root.clone(),
                way,
                path: String::new(),
            }])
        };
        match &self.owner {
            Owner::Api => Arc::default(),
            Owner::Operation(root) => of_one(root, way(node)),
            Owner::Event(root) => of_one(root, Way::Event),
            Owner::Type(reached) => Arc::clone(reached),
        }
    }

    /// The same for a part; `named` is the one whose name is shown.
    pub(super) fn into(
        &self,
        old: Option<&Node<'a>>,
        new: Option<&Node<'a>>,
        named: &Node<'a>,
    ) -> Self {
        let label = &named.label;
        let word = word(&named.kind);
        let place = match (&named.kind, self.place.is_empty()) {
            (ViewKind::Api, _) => String::new(),
            (ViewKind::Field(_) | ViewKind::Constant, false) => format!("{}.{label}", self.place),
            (ViewKind::Event | ViewKind::OtherEvent | ViewKind::Common | ViewKind::Accessor, _)
            | (_, true) => format!("{word}{label}"),
            (_, false) => format!("{} {word}{label}", self.place),
        };
        let owner = match named.kind {
            ViewKind::Event => Owner::Event(label.clone().into_owned()),
            _ => self.owner.clone(),
        };
        let pointer = |node: Option<&Node<'a>>, above| node.and_then(|node| node.pointer).or(above);
        Self {
            owner,
            place,
            old: pointer(old, self.old),
            new: pointer(new, self.new),
            met: self.met,
        }
    }
}

/// What people call such a node, with a gap behind it, where its label does not tell.
fn word(kind: &ViewKind<'_>) -> &'static str {
    match kind {
        ViewKind::Server => "server ",
        ViewKind::ServerVariable => "server variable ",
        ViewKind::SecurityScheme => "security scheme ",
        ViewKind::Resource => "resource ",
        ViewKind::ErrorType => "error ",
        ViewKind::Event => "event ",
        ViewKind::OtherEvent => "other event ",
        ViewKind::Common => "event member ",
        ViewKind::Accessor => "event accessor ",
        ViewKind::EnumValue | ViewKind::ServerValue => "value ",
        ViewKind::Alternative => "alternative ",
        ViewKind::ExpandPath => "path ",
        ViewKind::Question => "question ",
        ViewKind::Conversion => "conversion of ",
        ViewKind::Api
        | ViewKind::Operation(_)
        | ViewKind::Input(_)
        | ViewKind::Case
        | ViewKind::Type(_)
        | ViewKind::Field(_)
        | ViewKind::Constant
        | ViewKind::Limits
        | ViewKind::Irreversible
        | ViewKind::Events => "",
    }
}

/// By what an operation holds such a node.
fn way(node: &Node<'_>) -> Way {
    match node.kind {
        ViewKind::Case => Way::Response,
        _ => Way::Request,
    }
}
