using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>The roots that this machine and the inventory trust, by name: a path needs a few of them, not all.</summary>
internal sealed class TrustPool
{
    private readonly Dictionary<string, List<byte[]>> _bySubject = new(StringComparer.OrdinalIgnoreCase);

    public TrustPool(IInventoryReader inventory, ITrustAnchors anchors, ICertificateReader reader)
    {
        foreach (var root in anchors.Read())
        {
            Add(root, reader);
        }

        foreach (var record in inventory.Authorities.All().Where(record => record.ParentId is null))
        {
            foreach (var version in inventory.Versions.OfIdentity(record.IdentityId))
            {
                if (version.Certificate is { } root && version.IssuerVersionId == version.Id)
                {
                    Add(root, reader);
                }
            }
        }
    }

    /// <summary>The roots that may have issued one of these certificates, or are one of them.</summary>
    public IReadOnlyList<byte[]> For(IEnumerable<CertificateFacts> chain) =>
        [.. chain.Select(facts => facts.Issuer).Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(name => _bySubject.GetValueOrDefault(name) ?? [])];

    private void Add(byte[] root, ICertificateReader reader)
    {
        try
        {
            var name = reader.Read(root).Subject;
            if (!_bySubject.TryGetValue(name, out var same))
            {
                _bySubject.Add(name, same = []);
            }

            same.Add(root);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidCertificate)
        {
            // The system may trust what this product cannot read; no path will lead there.
        }
    }
}
