//! What the lowering knows while it works.
//!
//! In: what the document says. Out: the types lowered so far, by id, and the diagnostics. What always holds: a component has one
//! id from the start, so that references never wait for it; components are lowered from a queue, so that the stack does
//! not grow with their number.

mod drafts;
mod inline;
mod shape;
mod site;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use indexmap::IndexMap;

use crate::action::Mend;
use crate::api::{Conventions, Docs, Ident, Payload, Pointer, Struct, TypeDef, TypeId, TypeKind};
use crate::diagnostic::{Diagnostic, Place};
use crate::docs::{self, LinkBase};
use crate::lower::reference::bases::Bases;
use crate::lower::reference::error_bodies::{self, SharedBody};
use crate::lower::reference::{directions, link_base, tag_members};
use crate::names::Scope;
use crate::spec::{Schema, SchemaId, SchemaUse, Spec};

pub use drafts::{Definition, Notes, Progress, TypeDraft, TypeUse};
pub use site::{Direction, Site};

/// The most levels of a type. rustc 1.95 compiles chains of 1,000 structs that each hold the next in an `Option`, a `Box` or
/// a `Vec`; from 1,500 on, its stack overflows. A `Box` and a `Vec` are levels here, an `Option` is none.
pub const MOST_LEVELS: usize = 500;

/// A failure that has been reported already.
#[derive(Clone, Copy, Debug)]
pub struct Failed {
    /// Which of the diagnostics says why.
    cause: usize,
}

/// What a step of the lowering comes to.
pub type Lowered<T> = Result<T, Failed>;

/// A component's or an inline type's place in the list of types.
#[derive(Debug)]
pub enum Slot {
    /// Named, not lowered yet, not asked for yet.
    Reserved,
    /// In the queue.
    Queued,
    /// Lowered.
    Done(Box<TypeDef>),
    /// Could not be lowered; the reason has been reported.
    Failed,
}

/// An operation or an event that is left out.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The code of the warning that says so.
    pub code: &'static str,
    /// What it is, in words: `` `GET /pets` ``.
    pub what: String,
    /// Where it stands.
    pub at: Pointer,
    /// Why.
    pub failed: Option<Failed>,
}

/// A component schema.
#[derive(Debug)]
pub struct Component<'d> {
    /// Its key in `components.schemas`.
    pub key: &'d str,
    /// Its name in Rust.
    pub ident: Ident,
    /// Its module in Rust.
    pub module: Ident,
}

/// The state of the lowering.
pub struct Lowering<'d> {
    /// What the document says.
    pub spec: &'d Spec,
    /// What references outside `components.schemas` led to, by schema and whether it is for a request.
    pub outside: BTreeMap<(SchemaId, bool), Progress>,
    /// Components by pointer; the index of the first ones equals their type id.
    pub components: IndexMap<Pointer, Component<'d>>,
    /// Components that only requests use.
    pub sent_only: BTreeSet<Pointer>,
    /// The properties that tell alternatives of unions apart.
    pub tag_members: BTreeSet<Pointer>,
    /// Components that others are made of.
    pub bases: Bases<'d>,
    /// Components whose members became inputs of an operation.
    pub body_roots: BTreeSet<Pointer>,
    /// Schemas that `allOf` makes a part of themselves, which has been reported, and those that have such a part.
    pub circular_parts: BTreeMap<Pointer, Failed>,
    /// How many parts, and members from them, schemas have, all together.
    pub members_of_parts: usize,
    /// That they have too many, which has been reported.
    pub too_many_members: Option<Failed>,
    /// What is said of the values of a schema beside their type, as far as somebody asked.
    pub known_notes: BTreeMap<SchemaId, Notes>,
    /// What stands beside the references that a component leads over, as far as somebody asked.
    pub known_between: BTreeMap<Pointer, Notes>,
    /// The formats of which was told that they are not read, by the type that they stand at.
    pub told_formats: BTreeSet<(&'static str, String)>,
    /// The struct of each `x-resourceId` that exactly one component bears.
    pub resources: BTreeMap<String, TypeId>,
    /// Enums that the document itself leaves open.
    pub open_enums: BTreeSet<TypeId>,
    /// The inline schemas of errors' bodies that are the same as others.
    pub error_bodies: BTreeMap<Pointer, SharedBody>,
    /// The media types of which nothing is made but text or bytes: how many answers have them, and the first of these.
    pub other_media: IndexMap<String, (usize, Pointer)>,
    /// What those came to that were lowered already, by their number.
    pub known_error_bodies: BTreeMap<usize, Lowered<Payload>>,
    /// What the API calls what idioms are known by.
    pub conventions: Conventions,
    /// The names of types.
    pub type_names: Scope,
    /// Whether what can't be expressed is left out, and named in a warning.
    pub keep_going: bool,
    /// Operations and events that are left out, and why.
    pub left_out: Vec<LeftOut>,
    slots: Vec<Slot>,
    /// Why types failed.
    causes: BTreeMap<TypeId, Failed>,
    queue: VecDeque<TypeId>,
    shapes: BTreeMap<String, Vec<(TypeKind, TypeId)>>,
    /// The names of the types that stand around what is lowered, and the words for their places.
    outer: Vec<(Ident, String)>,
    links: LinkBase,
    diagnostics: Vec<Diagnostic>,
}

impl<'d> Lowering<'d> {
    /// Starts with nothing lowered.
    pub fn new(spec: &'d Spec) -> Self {
        Self {
            spec,
            outside: BTreeMap::new(),
            components: IndexMap::new(),
            sent_only: directions::sent_only(spec),
            tag_members: tag_members::tag_members(spec),
            bases: Bases::of(spec),
            body_roots: BTreeSet::new(),
            circular_parts: BTreeMap::new(),
            members_of_parts: 0,
            too_many_members: None,
            known_notes: BTreeMap::new(),
            known_between: BTreeMap::new(),
            told_formats: BTreeSet::new(),
            resources: BTreeMap::new(),
            open_enums: BTreeSet::new(),
            error_bodies: error_bodies::shared_bodies(spec),
            other_media: IndexMap::new(),
            known_error_bodies: BTreeMap::new(),
            conventions: Conventions::default(),
            type_names: Scope::types(),
            keep_going: false,
            left_out: Vec::new(),
            slots: Vec::new(),
            causes: BTreeMap::new(),
            queue: VecDeque::new(),
            shapes: BTreeMap::new(),
            outer: Vec::new(),
            links: link_base::link_base(spec),
            diagnostics: Vec::new(),
        }
    }

    /// The schema that stands at a place, or that a reference there leads to.
    pub fn schema(&self, used: &SchemaUse) -> &'d Schema {
        self.spec.schemas.of(used)
    }

    /// Reports an error and says that this step has failed.
    pub fn fail<T>(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Lowered<T> {
        Err(self.failure(code, at, message, label, help))
    }

    /// Reports an error; for a step that fails others with it.
    pub fn failure(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Failed {
        let wrong = Diagnostic::error(code, Place::Document(at.clone()), message);
        self.reported(wrong.label(label).help(help))
    }

    /// Reports an error that is made already.
    pub fn reported(&mut self, wrong: Diagnostic) -> Failed {
        self.diagnostics.push(wrong);
        Failed {
            cause: self.diagnostics.len() - 1,
        }
    }

    /// All that is reported so far.
    pub fn diagnostics_mut(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.diagnostics
    }

    /// Adds what would mend the fault that was reported last.
    pub fn mended_by(&mut self, mend: Mend) {
        if let Some(last) = self.diagnostics.last_mut() {
            last.mends.push(mend);
        }
    }

    /// The diagnostic that says why something failed.
    pub fn cause(&self, failed: Failed) -> Option<&Diagnostic> {
        self.diagnostics.get(failed.cause)
    }

    /// Fails if what stands at a place, or something below it, could not be read.
    pub fn intact(&mut self, at: &Pointer) -> Lowered<()> {
        // Otherwise the fault is an error, and what is said of the rest is more than nothing.
        let fault = self.spec.gaps.within(at).filter(|_| self.keep_going);
        match fault {
            Some(fault) => Err(self.reported(fault.clone())),
            None => Ok(()),
        }
    }

    /// Reports something the user should know.
    pub fn warn(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let told = Diagnostic::warning(code, Place::Document(at.clone()), message);
        self.diagnostics.push(told.label(label).help(help));
    }

    /// A description as Markdown for rustdoc.
    pub fn docs(&self, text: Option<&str>) -> Docs {
        text.map(|text| docs::markdown(text, &self.links))
            .unwrap_or_default()
    }

    /// The description of a schema.
    pub fn docs_of(&self, schema: &Schema) -> Docs {
        let docs = self.docs(schema.description.as_deref());
        docs.since(schema.since.clone())
    }

    /// The id of a component; it is lowered later, from the queue.
    pub fn component(&mut self, pointer: &Pointer) -> Option<TypeId> {
        let id = TypeId::new(self.components.get_index_of(pointer)?);
        self.enqueue(id);
        Some(id)
    }

    /// The schema of a component, as it stands there.
    pub fn component_use(&self, pointer: &Pointer) -> Option<&'d SchemaUse> {
        let component = self.components.get(pointer)?;
        self.spec.components.get(component.key)
    }

    /// Puts a type that nobody asked for yet into the queue.
    pub fn enqueue(&mut self, id: TypeId) {
        if let Some(slot @ Slot::Reserved) = self.slots.get_mut(id.index()) {
            *slot = Slot::Queued;
            self.queue.push_back(id);
        }
    }

    /// The next type to lower.
    pub fn dequeue(&mut self) -> Option<TypeId> {
        self.queue.pop_front()
    }

    /// Makes room for a type that is lowered later.
    pub fn reserve(&mut self) -> TypeId {
        self.slots.push(Slot::Reserved);
        TypeId::new(self.slots.len() - 1)
    }

    /// Whether nobody asked for that type.
    pub fn is_unused(&self, id: TypeId) -> bool {
        matches!(self.slots.get(id.index()), Some(Slot::Reserved))
    }

    /// Fills the place of a component.
    pub fn fill(&mut self, id: TypeId, slot: Slot) {
        if let Some(place) = self.slots.get_mut(id.index()) {
            *place = slot;
        }
    }

    /// Takes a type out that could not be lowered, or that needs one that could not.
    pub fn fail_type(&mut self, id: TypeId, failed: Failed) {
        self.fill(id, Slot::Failed);
        self.causes.entry(id).or_insert(failed);
    }

    /// Why a type failed, if it did.
    pub fn failure_of(&self, id: TypeId) -> Option<Failed> {
        self.causes.get(&id).copied()
    }

    /// The definition of a type, once it is lowered.
    pub fn type_def(&self, id: TypeId) -> Option<&TypeDef> {
        match self.slots.get(id.index()) {
            Some(Slot::Done(def)) => Some(def),
            _ => None,
        }
    }

    /// The members of an object, to say more of them.
    pub fn struct_mut(&mut self, id: TypeId) -> Option<&mut Struct> {
        match self.slots.get_mut(id.index()) {
            Some(Slot::Done(def)) => match &mut def.kind {
                TypeKind::Struct(object) => Some(object),
                TypeKind::StringEnum(_)
                | TypeKind::IntegerEnum(_)
                | TypeKind::Union(_)
                | TypeKind::Alias(_)
                | TypeKind::ExpandPaths(_) => None,
            },
            _ => None,
        }
    }

    /// The slots, for pruning.
    pub fn slots(&mut self) -> &mut Vec<Slot> {
        &mut self.slots
    }

    /// Ends the lowering: the types in order, the enums that the document leaves open, and the diagnostics.
    pub fn into_parts(self) -> (Vec<TypeDef>, BTreeSet<TypeId>, Vec<Diagnostic>) {
        let types = self.slots.into_iter().filter_map(|slot| match slot {
            Slot::Done(def) => Some(*def),
            Slot::Reserved | Slot::Queued | Slot::Failed => None,
        });
        (types.collect(), self.open_enums, self.diagnostics)
    }
}
