//! What was read, as what is sent.
//!
//! In: a model in which presences and traits are decided. Out: for each struct that is only sent, the structs that are read of
//! which it can be made. What always holds: a conversion loses no member of what was read, so that none is made where one has no
//! counterpart, or one of another type.
//!
//! Two structs are one thing, read and sent, where an operation takes the one by the name by which what it returns has the
//! other, and where members of one thing have the same name. So is any other struct that is read, has all members of
//! what is sent and no others, and is called by the end of its name: an `Address` is sent as `ShippingAddressParams`.

use std::collections::{BTreeSet, HashMap};

use crate::api::{
    Api, Field, FieldSentAgain, InputLocation, Number, Operation, Output, Payload, Role, SentAgain,
    Type, TypeDef, TypeId, TypeKind, ValueSentAgain,
};
use crate::names;

/// What is read, and what is sent.
type Pair = (TypeId, TypeId);

/// What the name of a type ends in that is only sent.
const PARAMS: &str = "params";

/// Decides which structs are made of which.
pub fn set_sent_again(api: &mut Api) {
    let mut pairs = pairs(api);
    // Each is taken to be possible until one is found that is not; those that need it go with it.
    loop {
        let possible = pairs
            .iter()
            .filter(|pair| fields(api, **pair, &pairs).is_some());
        let possible: BTreeSet<Pair> = possible.copied().collect();
        if possible.len() == pairs.len() {
            break;
        }
        pairs = possible;
    }
    let mut made_of: HashMap<TypeId, Vec<SentAgain>> = HashMap::new();
    for pair @ (read, sent) in &pairs {
        if let Some(fields) = fields(api, *pair, &pairs) {
            let made = SentAgain {
                read: *read,
                fields,
            };
            made_of.entry(*sent).or_default().push(made);
        }
    }
    for (index, def) in api.types.iter_mut().enumerate() {
        if let TypeKind::Struct(object) = &mut def.kind {
            object.made_of = made_of.remove(&TypeId::new(index)).unwrap_or_default();
        }
    }
}

/// The pairs that could be one thing.
fn pairs(api: &Api) -> BTreeSet<Pair> {
    let mut found = BTreeSet::new();
    let mut queue: Vec<Pair> = api
        .operations()
        .flat_map(|it| of_operation(api, it))
        .collect();
    let by_end = read_by_end(api);
    while let Some(pair) = queue.pop() {
        let (Some(read), Some(sent)) = (object(api, pair.0), object(api, pair.1)) else {
            continue;
        };
        let is_one_way = read.0.usage.role().is_read() && sent.0.usage.role() == Role::Write;
        if !is_one_way || !found.insert(pair) {
            continue;
        }
        for (other, field) in counterparts(read.1, sent.1) {
            queue.extend(inner(api, &other.ty).zip(inner(api, &field.ty)));
        }
        let words = words(sent.0);
        let ends = (0..words.len()).filter_map(|start| by_end.get(words.get(start..)?));
        let alike = ends.flatten().filter(|id| {
            object(api, **id).is_some_and(|(_, fields)| {
                fields.len() == sent.1.len() && counterparts(fields, sent.1).count() == fields.len()
            })
        });
        queue.extend(alike.map(|id| (*id, pair.1)));
    }
    found
}

/// What an operation takes by the name by which what it returns has it.
fn of_operation<'a>(api: &'a Api, operation: &'a Operation) -> impl Iterator<Item = Pair> + 'a {
    let returned = match &operation.output {
        Output::One(Payload::Json(ty)) => inner(api, ty),
        Output::One(_) | Output::Several { .. } => None,
    };
    let returned = returned.and_then(|id| object(api, id));
    let inputs = operation.inputs.iter();
    let inputs = inputs.filter(|input| input.location == InputLocation::Body);
    inputs.filter_map(move |input| {
        let (_, fields) = returned?;
        let read = fields.iter().find(|it| it.wire == input.field.wire)?;
        inner(api, &read.ty).zip(inner(api, &input.field.ty))
    })
}

/// The structs that are read, by the words of their names.
fn read_by_end(api: &Api) -> HashMap<Vec<String>, Vec<TypeId>> {
    let mut found: HashMap<Vec<String>, Vec<TypeId>> = HashMap::new();
    for (index, def) in api.types.iter().enumerate() {
        if def.usage.role().is_read() && def.kind.as_struct().is_some() {
            let ids = found.entry(words(def)).or_default();
            ids.push(TypeId::new(index));
        }
    }
    found
}

/// The words of a type's name, without the one that says that it is sent.
fn words(def: &TypeDef) -> Vec<String> {
    let mut words = names::words(def.name.bare());
    words.pop_if(|last| last == PARAMS);
    words
}

fn object(api: &Api, id: TypeId) -> Option<(&TypeDef, &[Field])> {
    let def = api.get(id)?;
    Some((def, &def.kind.as_struct()?.fields))
}

/// The struct that a value is, or that it has in a list.
fn inner(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = api.value(ty);
    while let Type::List(element) = ty {
        ty = api.value(element);
    }
    ty.as_named().filter(|id| object(api, *id).is_some())
}

/// The fields of what is read, each with that of the same name of what is sent.
fn counterparts<'f>(
    read: &'f [Field],
    sent: &'f [Field],
) -> impl Iterator<Item = (&'f Field, &'f Field)> {
    read.iter()
        .filter_map(|field| Some((field, sent.iter().find(|it| it.wire == field.wire)?)))
}

/// What becomes of each field of what is sent; `None` if something would be lost, or something that is needed is missing.
fn fields(
    api: &Api,
    (read, sent): Pair,
    pairs: &BTreeSet<Pair>,
) -> Option<Vec<Option<FieldSentAgain>>> {
    let ((_, read), (_, sent)) = (object(api, read)?, object(api, sent)?);
    if read.is_empty() || counterparts(read, sent).count() < read.len() {
        return None;
    }
    let fields = sent.iter().map(|field| {
        let Some(from) = read.iter().find(|it| it.wire == field.wire) else {
            return field.presence.optional.then_some(None);
        };
        let missing = from.presence.optional && !field.presence.optional;
        let value = value(api, &from.ty, &field.ty, pairs).filter(|_| !missing)?;
        Some(Some(FieldSentAgain {
            name: from.name.clone(),
            optional: from.presence.optional,
            list: matches!(api.behind_aliases(&from.ty), Type::List(_)),
            value,
        }))
    });
    fields.collect()
}

/// What is made of a value of one type to be one of the other.
fn value(api: &Api, read: &Type, sent: &Type, pairs: &BTreeSet<Pair>) -> Option<ValueSentAgain> {
    let (read, sent) = (api.behind_aliases(read), api.behind_aliases(sent));
    if let Type::Clearable(sent) = sent {
        let inner = value(api, read, sent, pairs)?;
        return Some(ValueSentAgain::Set(Box::new(inner)));
    }
    if read != sent
        && let Type::Boxed(read) = read
    {
        let inner = value(api, read, sent, pairs)?;
        return Some(ValueSentAgain::Unboxed(Box::new(inner)));
    }
    if read != sent
        && let Type::Boxed(sent) = sent
    {
        let inner = value(api, read, sent, pairs)?;
        return Some(ValueSentAgain::Boxed(Box::new(inner)));
    }
    if let (Type::List(read), Type::List(sent)) = (read, sent)
        && read != sent
    {
        let inner = value(api, read, sent, pairs)?;
        let same = matches!(inner, ValueSentAgain::Cloned | ValueSentAgain::Copied);
        return Some(match same {
            true => ValueSentAgain::Cloned,
            false => ValueSentAgain::Each(Box::new(inner)),
        });
    }
    if let (Type::Expandable(read), Type::Id(sent)) = (read, sent) {
        let id = api.behind_aliases(read).as_named();
        let has_id = api.get(*sent).is_some_and(|def| def.traits.id.is_some());
        return (id == Some(*sent) && has_id).then_some(ValueSentAgain::Id);
    }
    if let (Type::Named(read), Type::Named(sent)) = (read, sent)
        && read != sent
    {
        let pair = (*read, *sent);
        return pairs.contains(&pair).then_some(ValueSentAgain::Made(*sent));
    }
    let is_text = |ty: &Type| matches!(ty, Type::Text(_));
    let same = read == sent || is_text(read) && is_text(sent);
    same.then(|| match is_copy(api, read) {
        true => ValueSentAgain::Copied,
        false => ValueSentAgain::Cloned,
    })
}

fn is_copy(api: &Api, ty: &Type) -> bool {
    let named = ty.as_named().and_then(|id| api.get(id));
    match named.map(|def| &def.kind) {
        Some(TypeKind::StringEnum(values)) => values.open.is_none(),
        Some(TypeKind::IntegerEnum(_)) => true,
        Some(
            TypeKind::Struct(_)
            | TypeKind::Union(_)
            | TypeKind::Alias(_)
            | TypeKind::ExpandPaths(_),
        ) => false,
        None => matches!(
            ty,
            Type::Bool
                | Type::Integer(_)
                | Type::Number(Number::F32 | Number::F64)
                | Type::Timestamp
        ),
    }
}
