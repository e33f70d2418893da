using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing;

/// <summary>Issuer certificates of versions, as the store knows them.</summary>
internal sealed class ChainBuilder(IVersionReader versions)
{
    private const int MaximumDepth = 16;

    /// <summary>DER of the version's issuers, the nearest first, the root last; for imports, what came along.</summary>
    public IReadOnlyList<byte[]> Above(CredentialVersion version)
    {
        if (version.IssuerVersionId is { } issuer && issuer != version.Id)
        {
            return From(issuer);
        }

        return version.Chain is null ? [] : DerSequence.Split(version.Chain);
    }

    /// <summary>DER of a version's certificate and of its issuers.</summary>
    public IReadOnlyList<byte[]> From(Guid versionId)
    {
        var chain = new List<byte[]>();
        for (var next = (Guid?)versionId; next is { } id && chain.Count < MaximumDepth;)
        {
            var version = versions.Get(id);
            if (version?.Certificate is not { } certificate)
            {
                break;
            }

            chain.Add(certificate);
            next = version.IssuerVersionId == id ? null : version.IssuerVersionId;
        }

        return chain;
    }
}
