using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

/// <summary>A chain of records with its checkpoints, to be damaged.</summary>
internal sealed class TestAuditChain : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuditChain(int records)
    {
        var hash = AuditChain.Genesis;
        for (var sequence = 1; sequence <= records; sequence++)
        {
            Records.Add(Chained(Sample.Audit(sequence), hash));
            hash = Records[^1].Hash;
            if (sequence % AuditChain.CheckpointInterval == 0)
            {
                Checkpoints.Add(Sign(AuditCheckpointKind.Kept, Records[^1], _key));
            }
        }

        Checkpoints.Add(Sign(AuditCheckpointKind.Head, Records[^1], _key));
    }

    public static Guid StoreId { get; } = new("01890a5d-ac96-774b-bcce-b302099a8057");

    public List<AuditRecord> Records { get; } = [];

    public List<AuditCheckpoint> Checkpoints { get; } = [];

    public static AuditRecord Chained(AuditRecord record, string previousHash)
    {
        var chained = record with { PreviousHash = previousHash };
        return chained with { Hash = AuditChain.HashOf(chained) };
    }

    public static AuditCheckpoint Sign(AuditCheckpointKind kind, AuditRecord record, ECDsa key) => AuditChain.Sign(
        new AuditCheckpoint { Kind = kind, Sequence = record.Sequence, Hash = record.Hash, At = record.At, KeyId = KeyIdOf(key), Signature = [] },
        StoreId,
        key);

    /// <summary>Makes every hash from <paramref name="index"/> on fit again, as somebody who knows the format would.</summary>
    public void Rehash(int index)
    {
        for (; index < Records.Count; index++)
        {
            Records[index] = Chained(Records[index] with { Sequence = index + 1 }, index == 0 ? AuditChain.Genesis : Records[index - 1].Hash);
        }
    }

    /// <summary>Numbers the records anew and leaves their hashes.</summary>
    public void Renumber()
    {
        for (var index = 0; index < Records.Count; index++)
        {
            Records[index] = Records[index] with { Sequence = index + 1 };
        }
    }

    /// <summary>What a verifier finds, as <c>Kind Sequence</c>.</summary>
    public IReadOnlyList<string> Problems()
    {
        var verifier = new AuditVerifier(StoreId, new Dictionary<string, byte[]> { [KeyIdOf(_key)] = _key.ExportSubjectPublicKeyInfo() });
        Checkpoints.ForEach(verifier.Add);
        Records.ForEach(verifier.Add);
        return [.. verifier.Finish().Problems.Select(problem => $"{problem.Kind} {problem.Sequence}")];
    }

    public void Dispose() => _key.Dispose();

    private static string KeyIdOf(ECDsa key) => Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}
