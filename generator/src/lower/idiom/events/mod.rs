//! The events that an API sends.
//!
//! In: `x-webhooks`, in the shape of OpenAPI 3.1 `webhooks`; the callbacks of operations; and `x-client`, which names the header of
//! signatures and may say what names an event. Out: [`Webhooks`]. What always holds: an event whose body no type can be made of
//! is there all the same, as it comes, with a warning that says where and why.

mod by_header;
mod kinds;
mod other_kinds;
mod payloads;
mod sources;
mod stated;
mod telling;

use super::extension::CLIENT;
use crate::api::{Docs, Ident, Pointer, Told, Webhook, Webhooks};
use crate::lower::context::Lowering;
use crate::names::{self, Scope};
use sources::Source;
use telling::{EventBody, NamedEvent, Telling};

pub use other_kinds::MEMBER as OTHER_KINDS;
pub use stated::EVENT_NAME;

const KEY: &str = "x-webhooks";

/// What the API sends: by itself, and after operations.
#[derive(Debug, Default)]
pub struct Received {
    pub webhooks: Option<Webhooks>,
    pub callbacks: Option<Webhooks>,
}

impl Received {
    /// Those that there are.
    pub fn iter(&self) -> impl Iterator<Item = &Webhooks> {
        self.webhooks.iter().chain(&self.callbacks)
    }

    /// The same, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Webhooks> {
        self.webhooks.iter_mut().chain(&mut self.callbacks)
    }
}

/// What the types of some events are called, in words: the first that is free.
struct EventWords {
    event: [&'static str; 2],
    kind: [&'static str; 2],
    /// What people call one.
    word: &'static str,
}

const WEBHOOKS: EventWords = EventWords {
    event: ["event", "webhook event"],
    kind: ["event kind", "webhook event kind"],
    word: "event",
};

const CALLBACKS: EventWords = EventWords {
    event: ["callback", "callback event"],
    kind: ["callback kind", "callback event kind"],
    word: "callback",
};

impl<'d> Lowering<'d> {
    /// The events, if the document has any.
    pub fn received(&mut self) -> Received {
        // Read also without events, so that a mistake in it is always found.
        let signature_header = self.signature_header().unwrap_or_default();
        let others = self.other_events();
        let sources = self.webhook_sources();
        let root = Pointer::root().child(KEY);
        let telling = self.telling(&sources, &root);
        let is_by_member = matches!(telling.told, Told::Member(_));
        if !others.is_empty() && !sources.is_empty() && !is_by_member {
            self.warn(
                "client-extension",
                &Pointer::root().child(CLIENT).child(OTHER_KINDS),
                "`otherEvents` counts for nothing: no member of the bodies names the events",
                "these kinds",
                "state the member in `x-client.eventName`, or remove them",
            );
        }
        let mut webhooks = self.events(&sources, telling, &WEBHOOKS, &root);
        if let Some(webhooks) = &mut webhooks {
            webhooks.signature_header = signature_header;
            if is_by_member {
                webhooks.others = others;
            }
        }
        let sources = self.callback_sources();
        let root = sources
            .first()
            .map_or_else(Pointer::root, |one| one.at.clone());
        let telling = self.telling_callbacks(&sources);
        let callbacks = self.events(&sources, telling, &CALLBACKS, &root);
        Received {
            webhooks,
            callbacks,
        }
    }

    /// The events of these sources.
    fn events(
        &mut self,
        sources: &[Source<'d>],
        telling: Telling<'d>,
        called: &EventWords,
        at: &Pointer,
    ) -> Option<Webhooks> {
        let mut scope = Scope::variants();
        let all = telling.events.iter().flatten();
        let wanted = all.map(|(name, _)| names::variant_ident(name));
        let open = crate::lower::schema::enums::open_variant(&mut scope, wanted);
        let mut events = Vec::new();
        for (source, named) in sources.iter().zip(telling.events) {
            let is_whole = named.len() == 1;
            for named in named {
                let name = scope.claim(&[names::variant_ident(&named.0)]).ident;
                events.push(self.event(source, named, name, (called, is_whole)));
            }
        }
        if events.is_empty() {
            return None;
        }
        let name = self.event_type(called.event);
        let kind = self.event_type(called.kind);
        let kind = self.add_event_kinds(kind, &open, &events, (called.word, at));
        Some(Webhooks {
            name,
            kind,
            open,
            told: telling.told,
            signature_header: None,
            others: Vec::new(),
            common: Vec::new(),
            accessors: Vec::new(),
            events,
        })
    }

    fn event(
        &mut self,
        source: &Source<'d>,
        (wire, holds): NamedEvent<'d>,
        name: Ident,
        (called, is_whole): (&EventWords, bool),
    ) -> Webhook {
        let words = format!("{wire} payload");
        let payload = match holds {
            EventBody::Whole => self.event_payload(source, &words, called.word),
            EventBody::Alternative(used) => self.part_of_event(source, &wire, used, &words),
            EventBody::Component(at) => self.component_of_event(at),
        };
        let operation = source.operation;
        let said = operation.map(|it| it.description.as_ref().or(it.summary.as_ref()));
        let said = said.flatten().map(String::as_str);
        let docs = match (holds, is_whole) {
            (EventBody::Alternative(used), false) => self.docs_of(self.schema(used)),
            (EventBody::Component(at), false) => {
                let used = self.component_use(at);
                used.map_or_else(Docs::default, |used| self.docs_of(self.schema(used)))
            }
            (EventBody::Whole, _) | (EventBody::Alternative(_) | EventBody::Component(_), true) => {
                self.docs(said)
            }
        };
        let since = operation.and_then(|operation| operation.since.clone());
        let since = docs.since.clone().or(since);
        Webhook {
            name,
            wire,
            payload,
            docs: docs.since(since),
            pointer: source.at.clone(),
        }
    }

    /// A name for a type about events.
    fn event_type(&mut self, names: [&str; 2]) -> Ident {
        let names = names.map(names::type_ident);
        self.type_names.claim(&names).ident
    }
}
