using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>The roots that those have to trust who rely on an authority, while one takes the place of another.</summary>
internal static class TrustBundle
{
    /// <summary>DER of the newest root of an authority's line, and of all before it.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.VersionNotFound"/>; <see cref="MimErrorCause.InvalidArgument"/>: it is no root.
    /// </exception>
    public static IReadOnlyList<byte[]> Of(IInventoryReader inventory, MachineIdentity authority)
    {
        var head = new AuthorityLine(inventory.Authorities).HeadOf(authority.Id);
        if (head is { ParentId: not null })
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"A trust bundle holds roots, and '{authority.Name}' is none.", authority.Name);
        }

        return RootOf(inventory, head?.IdentityId ?? authority.Id) is { Certificate: { } root } version
            ? [root, .. Beside(inventory, version)]
            : throw new MimException(MimErrorCause.VersionNotFound, $"'{authority.Name}' has no certificate.", authority.Name);
    }

    /// <summary>
    /// The certificates that are trusted besides <paramref name="version"/>: DER, of those whose place its authority
    /// takes.
    /// </summary>
    public static IReadOnlyList<byte[]> Beside(IInventoryReader inventory, CredentialVersion version) =>
    [
        .. from record in new AuthorityLine(inventory.Authorities).Before(version.IdentityId)
           where record.State != AuthorityState.Retired
           let root = RootOf(inventory, record.IdentityId)?.Certificate
           where root is not null
           select root,
    ];

    private static CredentialVersion? RootOf(IInventoryReader inventory, Guid authorityId) =>
        inventory.Identities.Get(authorityId)?.CurrentVersionId is { } id ? inventory.Versions.Get(id) : null;
}
