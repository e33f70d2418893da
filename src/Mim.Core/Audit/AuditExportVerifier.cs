using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mim.Core.Sealing;

namespace Mim.Core.Audit;

/// <summary>Verifies an export with nothing but a public key: no store, no network.</summary>
public static class AuditExportVerifier
{
    private const int MaximumLine = 1 << 20;
    private const int MaximumProblems = 1000;

    /// <param name="export">The export, read once, line by line.</param>
    /// <param name="publicKeyPem">
    /// The key that must have signed; without it the keys in the export itself are used, which shows damage but not a
    /// forger who made both.
    /// </param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: not an export. <see cref="MimErrorCause.InvalidKey"/>.</exception>
    public static AuditVerdict Verify(Stream export, string? publicKeyPem, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(export);
        var header = Parse(ReadLine(reader, cancellationToken))?.Header;
        if (header?.Format != AuditExport.Format)
        {
            throw new MimException(MimErrorCause.InvalidFile, "This is not an audit export: its first line is no header.");
        }

        var verifier = new AuditVerifier(header.StoreId, KeysOf(header, publicKeyPem));
        var found = new List<AuditProblem>();
        AuditRecord? pending = null;
        long last = 0;
        while (ReadLine(reader, cancellationToken) is { } text)
        {
            var line = Parse(text);
            if (line?.Checkpoint is { } checkpoint)
            {
                verifier.Add(checkpoint);
            }
            else if (line?.Record is { } record)
            {
                Flush(verifier, ref pending);
                (pending, last) = (record, record.Sequence);
            }
            else if (found.Count < MaximumProblems)
            {
                found.Add(new AuditProblem(AuditProblemKind.Unreadable, last + 1, $"The line after record {last} is no record."));
            }
        }

        var isWhole = pending?.Act == AuditExport.Act;
        Flush(verifier, ref pending);
        var verdict = verifier.Finish();
        if (!isWhole && verdict.Problems.All(problem => problem.Kind != AuditProblemKind.Truncated))
        {
            found.Add(new AuditProblem(AuditProblemKind.Truncated, last + 1, "The export does not end with the act that made it."));
        }

        return verdict with { Problems = [.. verdict.Problems.Concat(found).OrderBy(problem => problem.Sequence)] };
    }

    /// <summary>A record waits until the checkpoints behind it are known.</summary>
    private static void Flush(AuditVerifier verifier, ref AuditRecord? pending)
    {
        if (pending is not null)
        {
            verifier.Add(pending);
            pending = null;
        }
    }

    private static Dictionary<string, byte[]> KeysOf(AuditExport.Header header, string? publicKeyPem)
    {
        if (publicKeyPem is null)
        {
            return header.Keys.OfType<AuditKey>().DistinctBy(key => key.KeyId).ToDictionary(key => key.KeyId, key => key.PublicKey);
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(publicKeyPem);
            var publicKey = key.ExportSubjectPublicKeyInfo();
            return new Dictionary<string, byte[]> { [Convert.ToHexString(SHA256.HashData(publicKey))] = publicKey };
        }
        catch (Exception exception) when (KeyTrouble.Is(exception))
        {
            throw new MimException(MimErrorCause.InvalidKey, "The public key is not PEM of an EC key.", null, exception);
        }
    }

    private static AuditExport.Line? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<AuditExport.Line>(text, AuditExport.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A line of at most 1 MiB; the rest of a longer one is passed over, so that memory stays bounded.</summary>
    private static string? ReadLine(StreamReader reader, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var line = new StringBuilder();
        long length = 0;
        int character;
        while ((character = reader.Read()) is not (-1 or '\n'))
        {
            if (length++ < MaximumLine)
            {
                line.Append((char)character);
            }
            else if (length % MaximumLine == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return character == -1 && line.Length == 0 ? null : line.ToString();
    }
}
