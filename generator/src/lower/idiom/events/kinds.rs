//! The kinds of events: an enum of their names, for all of a document's events.
//!
//! In: events, and the types of what they hold. Out: an open enum, made like any other, and held by the members that tell
//! events apart. What always holds: a member of which some value is no event's name keeps a type of its own.

use crate::api::{
    Docs, Ident, Pointer, StringEnum, StringVariant, Told, Traits, Type, TypeDef, TypeId, TypeKind,
    Usage, Webhook, Webhooks,
};
use crate::lower::context::{Lowering, Slot};
use crate::names;

impl Lowering<'_> {
    /// Adds the enum of the names of these events.
    pub fn add_event_kinds(
        &mut self,
        name: Ident,
        open: &Ident,
        events: &[Webhook],
        (word, at): (&str, &Pointer),
    ) -> TypeId {
        let id = self.reserve();
        let home = events.first().and_then(Webhook::object);
        let home = home.and_then(|id| self.components.get_index(id.index()));
        let module = home.map_or_else(
            || names::module_ident("events"),
            |(_, component)| component.module.clone(),
        );
        let def = TypeDef {
            name,
            module,
            docs: Docs::new(vec![match word {
                "event" => "The name of an event.".to_owned(),
                word => format!("The name of a {word}."),
            }]),
            deprecated: false,
            usage: Usage::default(),
            traits: Traits::default(),
            resource: None,
            kind: TypeKind::StringEnum(StringEnum {
                variants: variants(events),
                open: Some(open.clone()),
                groups: Vec::new(),
                fields: Vec::new(),
            }),
            pointer: at.clone(),
        };
        self.fill(id, Slot::Done(Box::new(def)));
        id
    }

    /// Has the members that tell events apart hold the enum.
    pub fn share_event_kinds(&mut self, webhooks: &Webhooks) {
        let kind = webhooks.kind;
        let Told::Member(tag) = &webhooks.told else {
            return;
        };
        for payload in webhooks.events.iter().filter_map(Webhook::object) {
            let Some(told) = self.told_by(payload, tag) else {
                continue;
            };
            let is_inline = told.index() >= self.components.len();
            if told != kind && is_inline && self.take_over(kind, told) {
                self.hold(payload, tag, kind);
            }
        }
    }

    /// The enum that the member of a type is.
    fn told_by(&mut self, payload: TypeId, tag: &str) -> Option<TypeId> {
        let Type::Named(id) = self.event_member(payload, tag)? else {
            return None;
        };
        Some(*id)
    }

    /// Whether one enum can stand for another; what the document says of the other's values is then said of its own.
    fn take_over(&mut self, kind: TypeId, told: TypeId) -> bool {
        let Some(told) = self.text_enum(told).map(|values| values.variants.clone()) else {
            return false;
        };
        let Some(kinds) = self.text_enum(kind) else {
            return false;
        };
        let known = |other: &StringVariant| kinds.variants.iter().any(|one| one.wire == other.wire);
        if !told.iter().all(known) {
            return false;
        }
        for variant in &mut kinds.variants {
            let other = told.iter().find(|other| other.wire == variant.wire);
            if let (Some(other), true) = (other, variant.docs == Docs::default()) {
                variant.docs = other.docs.clone();
            }
        }
        true
    }

    fn hold(&mut self, payload: TypeId, tag: &str, kind: TypeId) {
        if let Some(ty) = self.event_member(payload, tag) {
            *ty = Type::Named(kind);
        }
    }

    fn event_member(&mut self, payload: TypeId, wire: &str) -> Option<&mut Type> {
        let Some(Slot::Done(def)) = self.slots().get_mut(payload.index()) else {
            return None;
        };
        let TypeKind::Struct(object) = &mut def.kind else {
            return None;
        };
        let mut fields = object.fields.iter_mut();
        let field = fields.find(|field| field.wire == wire)?;
        Some(&mut field.ty)
    }

    fn text_enum(&mut self, id: TypeId) -> Option<&mut StringEnum> {
        match self.slots().get_mut(id.index()) {
            Some(Slot::Done(def)) => match &mut def.kind {
                TypeKind::StringEnum(values) => Some(values),
                TypeKind::Struct(_)
                | TypeKind::IntegerEnum(_)
                | TypeKind::Union(_)
                | TypeKind::Alias(_)
                | TypeKind::ExpandPaths(_) => None,
            },
            _ => None,
        }
    }
}

fn variants(events: &[Webhook]) -> Vec<StringVariant> {
    let variants = events.iter().map(|event| StringVariant {
        name: event.name.clone(),
        wire: event.wire.clone(),
        docs: Docs::default().since(event.docs.since.clone()),
    });
    variants.collect()
}
