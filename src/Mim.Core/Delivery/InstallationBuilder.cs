using Mim.Core.Accounts;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>Brings together what one target needs to install one version.</summary>
internal sealed class InstallationBuilder(IInventory inventory, Sealer sealer)
{
    private readonly AdministratorFinder _administrators = new(inventory, sealer);

    /// <summary>The installation, which the caller disposes.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="versionId">What goes there.</param>
    /// <param name="isForced">Whether it may take the place of what somebody else put there.</param>
    /// <param name="lend">Lends a place among those who work at once; null for who has none.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.VersionNotFound"/>, <see cref="MimErrorCause.SealBroken"/>.</exception>
    public Installation Build(Target target, Guid versionId, bool isForced = false, Func<IAsyncDisposable>? lend = null)
    {
        var version = inventory.Versions.Get(versionId)
            ?? throw new MimException(MimErrorCause.VersionNotFound, $"There is no version {versionId} of '{target.Identity}'.", target.Identity);
        return new Installation
        {
            Target = target,
            Version = version,
            Chain = target.IsBundle() ? TrustBundle.Beside(inventory, version) : new ChainBuilder(inventory).Above(version),
            PrivateKey = target.IsBundle() || version.Certificate is null ? null : sealer.TryUnseal(inventory.Sealed, version.Id, SealedPurpose.PrivateKey),
            Secret = version.Certificate is null ? SecretOf(version) : null,
            SecretOf = SecretOf,
            Administrator = () => target.Settings is AccountSettings account ? _administrators.Find(account) : null,
            LastInstalled = () => isForced ? new Dictionary<string, string>() : LastInstalled(target),
            OtherVersions = () =>
                [.. HoldersAt(target).SelectMany(inventory.Versions.OfIdentity).Where(other => other.Id != versionId).Reverse()],
            RevocationList = () => inventory.SshRevocations.Lists(CancellationToken.None).FirstOrDefault()?.Krl,
            Lend = lend ?? NoLoan.Lend,
            Password = target.HasPassword ? sealer.TryUnseal(inventory.Sealed, target.Id, SealedPurpose.TargetPassword) : null,
        };
    }

    /// <summary>The digests of what the newest installation left that was not taken back; empty when they are not known.</summary>
    public IReadOnlyDictionary<string, string> LastInstalled(Target target)
    {
        var journals = target.InstalledVersionId is null
            ? []
            : inventory.Journal.Find(new RotationQuery { IdentityId = target.IdentityId }, CancellationToken.None);
        foreach (var record in journals)
        {
            var trace = TargetTrace.Of(inventory.Journal.Entries(record.Id)).FirstOrDefault(trace => trace.TargetId == target.Id);
            if ((trace is { IsBack: false } ? trace.Receipt : trace?.PutBack) is { } receipt)
            {
                return receipt.Digests;
            }
        }

        return new Dictionary<string, string>();
    }

    /// <summary>Whose versions may be there: in a file that trusts authorities of SSH those of all of a line.</summary>
    private IEnumerable<Guid> HoldersAt(Target target) => target.Kind == TargetKind.SshTrustedAuthority
        ? new AuthorityLine(inventory.Authorities).MembersOf(target.IdentityId).Select(member => member.IdentityId).DefaultIfEmpty(target.IdentityId)
        : [target.IdentityId];

    private KeyMaterial? SecretOf(CredentialVersion version) =>
        version.HasPrivateKey ? sealer.TryUnseal(inventory.Sealed, version.Id, SealedPurpose.Secret) : null;
}
