using System.Globalization;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing;

/// <summary>Writes prepared versions and their acts within a transaction.</summary>
internal static class VersionWriter
{
    /// <summary>The identity with the facts of <paramref name="version"/> as its current one.</summary>
    public static MachineIdentity WithCurrent(MachineIdentity identity, CredentialVersion version, string? authority) => identity with
    {
        Status = version.State,
        Authority = authority,
        AuthorityId = version.AuthorityId,
        CurrentVersionId = version.Id,
        Version = version.Number,
        NotBefore = version.NotBefore,
        NotAfter = version.NotAfter,
        DueAt = version.DueAt,
        Subject = version.Subject,
        SerialNumber = version.SerialNumber,
        Fingerprint = version.Fingerprint,
        KeyAlgorithm = version.KeyAlgorithm,
        HasPrivateKey = version.HasPrivateKey,
        UpdatedAt = version.StateAt,
    };

    /// <summary>Writes a new identity, whose name is free, with its first version and sealed key, and records the act.</summary>
    public static void AddIdentity(IInventoryTransaction transaction, ActScope acts, PreparedAct act, MachineIdentity identity, PreparedVersion prepared)
    {
        transaction.Identities.AddFree(identity);
        transaction.Versions.Add(prepared.Version);
        if (prepared.SealedKey is { } key)
        {
            transaction.Sealed.Put(key);
        }

        acts.Record(act);
    }

    /// <summary>As <see cref="AddIdentity"/>, for one that was made alone: says when its name is taken. Gives the identity as it was written.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>.</exception>
    public static MachineIdentity AddNew(
        IInventoryTransaction transaction,
        ActScope acts,
        string act,
        MachineIdentity identity,
        PreparedVersion prepared,
        string? authority,
        IReadOnlyDictionary<string, string>? further = null)
    {
        var written = WithCurrent(identity, prepared.Version, authority);
        new NameHolders(transaction.Identities, [(written.Kind, written.Name)]).RequireFree(written);
        var told = ActOf(act, written, prepared.Version);
        told = further is null ? told : told with { Detail = new Dictionary<string, string>([.. told.Detail!, .. further]) };
        AddIdentity(transaction, acts, acts.Prepare(told), written, prepared);
        return written;
    }

    public static Act ActOf(string name, MachineIdentity identity, CredentialVersion version) => new(
        name,
        "Identity",
        identity.Id.ToString(),
        identity.Name,
        new Dictionary<string, string>
        {
            ["version"] = version.Number.ToString(CultureInfo.InvariantCulture),
            ["serialNumber"] = version.SerialNumber ?? string.Empty,
            ["fingerprint"] = version.Fingerprint ?? string.Empty,
            ["authority"] = identity.Authority ?? string.Empty,
            ["notAfter"] = version.NotAfter is { } end ? CanonicalJson.Timestamp(end) : string.Empty,
        });
}
