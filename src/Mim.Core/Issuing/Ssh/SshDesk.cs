using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Revocation.Ssh;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing.Ssh;

/// <summary>The use cases of SSH over one open store: what is made, certified, handed out and revoked.</summary>
public sealed class SshDesk
{
    internal SshDesk(
        IInventory inventory, ActLedger ledger, Sealer sealer, SshIssuingParts parts, TargetAdapters adapters, IFileWriter files, TimeProvider time)
    {
        var forge = new SshKeyForge(parts.Keys, parts.KeyEncoder, sealer, time);
        var finder = new SshAuthorityFinder(inventory, sealer, time);
        Keys = new SshKeyIssuer(inventory, ledger, forge);
        Authorities = new SshAuthorityBook(inventory, ledger, forge, parts.KeyEncoder, finder);
        Certificates = new SshCertificateIssuer(
            inventory,
            ledger,
            finder,
            new SshCertificateForge(forge, parts.CertificateEncoder, parts.Keys, time),
            new SshSubjectKeys(inventory, parts.Reader, parts.KeyEncoder),
            time);
        RevocationLists = new SshRevocationPublisher(inventory, ledger, parts.RevocationLists, files);
        Courier = new SshRevocationCourier(inventory, ledger, sealer, adapters);
        RevocationTester = new SshRevocationTester(parts.RevocationLists, parts.Reader);
        Exporter = new SshKeyExporter(inventory, new KeyDisclosure(inventory, ledger, sealer), parts, files);
    }

    public SshRevocationPublisher RevocationLists { get; }

    public SshRevocationCourier Courier { get; }

    public SshRevocationTester RevocationTester { get; }

    public SshKeyIssuer Keys { get; }

    public SshAuthorityBook Authorities { get; }

    public SshCertificateIssuer Certificates { get; }

    public SshKeyExporter Exporter { get; }
}
