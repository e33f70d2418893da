using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class VersionStore(IConnectionSource source) : VersionReader(source), IVersionStore
{
    private static readonly RowInsert Insert = new("version", Columns);

    private const string Change =
        "UPDATE version SET state = ?, state_reason = ?, state_at = ?, due_at = ?, has_private_key = ? WHERE id = ?";

    public void Add(CredentialVersion version) => Row(Insert)
        .Add(version.Id)
        .Add(version.IdentityId)
        .Add(version.Number)
        .Add((int)version.State)
        .Add(version.StateReason)
        .Add(version.StateAt)
        .Add(version.NotBefore)
        .Add(version.NotAfter)
        .Add(version.DueAt)
        .Add(version.AuthorityId)
        .Add(version.IssuerVersionId)
        .Add(version.Subject)
        .Add(version.Issuer)
        .Add(version.SerialNumber)
        .AddHex(version.Fingerprint)
        .AddHex(version.KeyFingerprint)
        .Add(version.KeyAlgorithm)
        .Add(version.Template)
        .Add(version.HasPrivateKey)
        .Add(version.CreatedAt)
        .Add(version.Certificate)
        .Add(version.Chain)
        .Send(version, Taken);

    public void Update(CredentialVersion version) => Command(Change)
        .Add((int)version.State)
        .Add(version.StateReason)
        .Add(version.StateAt)
        .Add(version.DueAt)
        .Add(version.HasPrivateKey)
        .Add(version.Id)
        .Send();

    private static MimException Taken(CredentialVersion version) => new(
        MimErrorCause.IdentityExists, $"Version {version.Number} of that identity is there already.", version.Id.ToString());
}
