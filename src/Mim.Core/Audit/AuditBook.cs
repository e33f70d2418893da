using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Ports;

namespace Mim.Core.Audit;

/// <summary>The audit of a store: reading, verifying and exporting the chain.</summary>
public sealed class AuditBook(Guid storeId, string location, IInventory inventory, ActLedger ledger, AuditSigner signer, IFileWriter files)
{
    public IEnumerable<AuditRecord> Read(AuditQuery query, CancellationToken cancellationToken) => inventory.Audit.Read(query, cancellationToken);

    /// <summary>The audit of a copy of the store.</summary>
    internal AuditBook Of(IInventory copy) => new(storeId, copy.Location, copy, ledger, signer, files);

    /// <summary>Verifies the whole chain in the store. What is appended meanwhile is left for the next time.</summary>
    public AuditVerdict Test(CancellationToken cancellationToken)
    {
        var verifier = new AuditVerifier(storeId, TrustedKeys());
        var checkpoints = inventory.Audit.Checkpoints(cancellationToken).ToList();
        checkpoints.ForEach(verifier.Add);
        foreach (var record in inventory.Audit.Read(new AuditQuery { ToSequence = SignedEnd(checkpoints, cancellationToken) }, cancellationToken))
        {
            verifier.Add(record);
        }

        return verifier.Finish() with { Source = location };
    }

    /// <summary>Writes the whole chain as JSON lines that can be verified offline, and the public key as PEM. An act itself.</summary>
    public AuditExportResult Export(string path, string? publicKeyPath, CancellationToken cancellationToken)
    {
        var act = new Act(AuditExport.Act, "Store", storeId.ToString(), null, new Dictionary<string, string> { ["path"] = path });
        var head = ledger.Record(act, cancellationToken);
        var keys = inventory.Audit.Keys();
        var kept = inventory.Audit.Checkpoints(cancellationToken)
            .Where(checkpoint => checkpoint.Kind == AuditCheckpointKind.Kept && checkpoint.Sequence <= head.Sequence);
        var checkpoints = kept.Append(head).ToList();
        var records = inventory.Audit.Read(new AuditQuery { ToSequence = head.Sequence }, cancellationToken);
        long count = 0;
        files.Write(path, ownerOnly: true, overwrite: true, output => count = AuditExportWriter.Write(output, storeId, keys, records, checkpoints));

        var signing = keys.MaxBy(key => key.CreatedAt)!;
        if (publicKeyPath is not null)
        {
            var pem = PemEncoding.WriteString("PUBLIC KEY", signing.PublicKey) + "\n";
            files.Write(publicKeyPath, ownerOnly: false, overwrite: true, output => output.Write(Encoding.ASCII.GetBytes(pem)));
        }

        return new AuditExportResult(path, count, signing.KeyId);
    }

    /// <summary>
    /// The keys whose private half this store has sealed: whoever can write to the store could put in a key of his own, but
    /// not seal it. Where the keyring cannot be opened, the keys count as they stand.
    /// </summary>
    private Dictionary<string, byte[]> TrustedKeys() => inventory.Audit.Keys()
        .Where(key => signer.Vouches(key, inventory.Sealed) != false)
        .DistinctBy(key => key.KeyId)
        .ToDictionary(key => key.KeyId, key => key.PublicKey);

    /// <summary>
    /// The sequence to verify up to: the head read first, unless records lie beyond the head read last, which no writer of
    /// ours leaves behind.
    /// </summary>
    private long? SignedEnd(List<AuditCheckpoint> checkpoints, CancellationToken cancellationToken)
    {
        var newest = inventory.Audit.Read(new AuditQuery { Descending = true, First = 1 }, cancellationToken).FirstOrDefault();
        var head = inventory.Audit.Checkpoints(cancellationToken).LastOrDefault();
        return newest?.Sequence > (head?.Sequence ?? 0) ? null : checkpoints.LastOrDefault()?.Sequence;
    }
}
