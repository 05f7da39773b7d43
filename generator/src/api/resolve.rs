//! Look-ups: from a use of a type to what it stands for.
//!
//! In: a model and a [`Type`] in it. Out: a type or a definition of the same model. What always holds: a circle of aliases
//! ends the search.

use super::{Api, Operation, Type, TypeDef, TypeId, Wrapper};

impl Api {
    /// A definition, if the model has it.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.index())
    }

    /// What the type is another name for, if it is an alias.
    #[must_use]
    pub fn alias(&self, ty: &Type) -> Option<&Type> {
        self.get(ty.as_named()?)?.kind.as_alias()
    }

    /// The type behind any number of aliases. A box ends the search.
    #[must_use]
    pub fn behind_aliases<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // Who has met more aliases than there are types is in a circle.
        for _ in 0..self.types.len() {
            match self.alias(ty) {
                Some(target) => ty = target,
                None => break,
            }
        }
        ty
    }

    /// The type behind any number of aliases and boxes.
    #[must_use]
    pub fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        for _ in 0..=self.types.len() {
            ty = ty.behind(|wrapper| wrapper == Wrapper::Boxed);
            match self.alias(ty) {
                Some(target) => ty = target,
                None => break,
            }
        }
        ty
    }

    /// The definition that the type is, behind aliases and boxes; `None` for every other type.
    #[must_use]
    pub fn definition(&self, ty: &Type) -> Option<&TypeDef> {
        self.get(self.resolve(ty).as_named()?)
            .filter(|def| def.kind.as_alias().is_none())
    }

    /// The type of a value itself, behind aliases and whatever is another way to give it: what can be absent or cleared.
    #[must_use]
    pub fn value<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = self.resolve(ty);
        while let Some((_, inner)) = ty.wrapped().filter(|(wrapper, _)| wrapper.is_transparent()) {
            ty = self.resolve(inner);
        }
        ty
    }

    /// Whether a value of the type can be asked how long its text is.
    #[must_use]
    pub fn is_measured(&self, ty: &Type) -> bool {
        let ty = self.value(ty);
        let plain = matches!(
            ty,
            Type::Text(_) | Type::Id(_) | Type::Json | Type::Expandable(_)
        );
        let def = ty.as_named().and_then(|id| self.get(id));
        plain || def.is_some_and(|def| def.usage.measured)
    }

    /// All operations, in the document's order.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.resources
            .iter()
            .flat_map(|resource| &resource.operations)
    }

    /// All operations, to change them.
    pub fn operations_mut(&mut self) -> impl Iterator<Item = &mut Operation> {
        self.resources
            .iter_mut()
            .flat_map(|resource| &mut resource.operations)
    }
}
