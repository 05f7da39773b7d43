//! References that lead out of `components.schemas`, to a schema that stands inline somewhere.
//!
//! In: the schema at the end of such a reference. Out: its [`TypeUse`], lowered once. What always holds: a schema that such
//! references make a part of itself is reported; how long this takes does not depend on how references branch.

use crate::api::Pointer;
use crate::lower::context::{Direction, Lowered, Lowering, Progress, Site, TypeUse};
use crate::names;
use crate::spec::{Schema, SchemaId};

impl<'d> Lowering<'d> {
    /// The use of a schema that is no component, referred to at `site`.
    pub fn use_outside(
        &mut self,
        id: SchemaId,
        schema: &'d Schema,
        site: &Site,
    ) -> Lowered<TypeUse> {
        let key = (id, site.direction == Direction::Request);
        match self.outside.get(&key) {
            Some(Progress::Done(found)) => return Ok((**found).clone()),
            Some(Progress::Failed(failed)) => return Err(*failed),
            Some(Progress::Begun) => {
                return self.fail(
                    "recursive-reference",
                    &site.pointer,
                    "this makes a schema a part of itself that has no name",
                    "this reference",
                    "move the schema to `components.schemas`, in an overlay",
                );
            }
            None => {}
        }
        self.outside.insert(key, Progress::Begun);
        let own = self.site_at(schema.at.clone(), site);
        let whole = self.intact(&schema.at);
        let found = whole.and_then(|()| self.use_of_schema(schema, &own));
        let progress = match &found {
            Ok(found) => Progress::Done(Box::new(found.clone())),
            Err(failed) => Progress::Failed(*failed),
        };
        self.outside.insert(key, progress);
        found
    }

    /// The site of a schema inside a component is named as the component's own lowering names it.
    fn site_at(&self, pointer: Pointer, site: &Site) -> Site {
        let tokens: Vec<String> = pointer.tokens().collect();
        let owner = tokens.get(..3).and_then(|owner| {
            let owner = owner
                .iter()
                .fold(Pointer::root(), |pointer, token| pointer.child(token));
            self.components.get(&owner)
        });
        let Some(owner) = owner else {
            return Site {
                pointer,
                depth: site.depth + 1,
                ..site.clone()
            };
        };
        let mut name = owner.ident.bare().to_owned();
        let mut rest = tokens.iter().skip(3).map(String::as_str);
        while let Some(token) = rest.next() {
            name = match token {
                "properties" => names::join(&[&name, rest.next().unwrap_or_default()]),
                "items" => names::singular(&name),
                "additionalProperties" => names::join(&[&name, "value"]),
                _ => name,
            };
        }
        Site {
            pointer,
            name,
            module: owner.module.clone(),
            depth: site.depth + 1,
            direction: site.direction,
        }
    }
}
