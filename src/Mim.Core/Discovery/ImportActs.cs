using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Steps that every kind of import shares, within one transaction.</summary>
internal static class ImportActs
{
    public static MachineIdentity NewIdentity(ImportGroup group, IdentityKind kind, string name, DateTimeOffset now) =>
        new() { Id = group.NewId(now), Kind = kind, Name = name, CreatedAt = now, UpdatedAt = now };

    public static Act ActOf(string name, MachineIdentity identity, string source) => new(
        name,
        "Identity",
        identity.Id.ToString(),
        identity.Name,
        new Dictionary<string, string> { ["source"] = source, ["fingerprint"] = identity.Fingerprint ?? string.Empty });

    /// <summary>Takes over what people say of an identity that is known, and records whether that changed anything.</summary>
    public static ImportResult Document(
        IInventoryTransaction transaction, ActScope acts, MachineIdentity known, ImportDocumentation documentation, string source, bool keyAdded)
    {
        var changed = documentation.ApplyToKnown(known) with { HasPrivateKey = known.HasPrivateKey || keyAdded };
        var differs = keyAdded || Said(changed) != Said(known) || changed.Tags.Count != known.Tags.Count;
        acts.Record(ActOf(differs ? "UpdateIdentity" : "SeeIdentity", known, source));
        if (!differs)
        {
            return new ImportResult(known, ImportAction.Unchanged, source);
        }

        changed = IdentityCatalog.WithDueTime(transaction, known, changed) with { UpdatedAt = acts.Now };
        transaction.Identities.Update(changed);
        return new ImportResult(changed, ImportAction.Updated, source);
    }

    private static (string?, string?, Criticality, string?) Said(MachineIdentity identity) =>
        (identity.Owner, identity.Purpose, identity.Criticality, identity.Environment);
}
