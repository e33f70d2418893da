using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing;

/// <summary>Issuer certificates of versions, as the store knows them.</summary>
internal sealed class ChainBuilder(IInventoryReader inventory)
{
    private const int MaximumDepth = 16;

    /// <summary>
    /// DER of the version's issuers, the nearest first, the root last; for imports, what came along. While an authority takes the
    /// place of another, the path leads over its cross-signed certificate to the root of that one: who trusts the new root needs none of
    /// it, who trusts only the old one finds the way.
    /// </summary>
    public IReadOnlyList<byte[]> Above(CredentialVersion version)
    {
        if (version.IssuerVersionId is { } issuer && issuer != version.Id)
        {
            return From(issuer, found => CrossSigned(found, version.NotBefore) ?? found);
        }

        return version.Chain is null ? [] : DerSequence.Split(version.Chain);
    }

    /// <summary>DER of a version's certificate and of its issuers, without any detour.</summary>
    public IReadOnlyList<byte[]> From(Guid versionId) => From(versionId, found => found);

    private List<byte[]> From(Guid versionId, Func<CredentialVersion, CredentialVersion> choose)
    {
        var chain = new List<byte[]>();
        for (var next = (Guid?)versionId; next is { } id && chain.Count < MaximumDepth;)
        {
            if (inventory.Versions.Get(id) is not { Certificate: not null } found)
            {
                break;
            }

            var version = choose(found);
            chain.Add(version.Certificate!);
            next = version.IssuerVersionId == version.Id ? null : version.IssuerVersionId;
        }

        return chain;
    }

    /// <summary>
    /// The certificate that the replaced authority gave the same key, if it could be relied on at that time and still
    /// is.
    /// </summary>
    private CredentialVersion? CrossSigned(CredentialVersion root, DateTimeOffset? at)
    {
        if (inventory.Authorities.Get(root.IdentityId)?.ReplacesId is not { } replaced
            || inventory.Authorities.Get(replaced) is not { State: not AuthorityState.Retired })
        {
            return null;
        }

        return inventory.Versions.OfIdentity(root.IdentityId).LastOrDefault(version =>
            version is { Certificate: not null, State: VersionState.Active } && version.AuthorityId == replaced
            && version.KeyFingerprint == root.KeyFingerprint && version.NotAfter > at);
    }
}
