using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Revocation.Ssh;
using Mim.Ssh.Keys;
using Mim.Ssh.Revocation;

namespace Mim.Ssh;

/// <summary>Key revocation lists as OpenSSH reads them.</summary>
public sealed class SshRevocationListCodec : ISshRevocationListCodec
{
    public byte[] Encode(SshRevocationSpec spec)
    {
        if (spec.Certificates.Any(section => section.SerialNumbers.Contains(0UL)))
        {
            throw new MimException(MimErrorCause.InvalidArgument, "A key revocation list holds no serial number 0.");
        }

        return ListWriter.Write(spec);
    }

    public SshRevocationFacts Read(ReadOnlyMemory<byte> list) => Read(list, (ref ListReader reader) =>
    {
        while (reader.MoveNext())
        {
            // A list is whole when every section of it can be read.
            RevokedKeys.Check(reader.Kind, reader.Section);
        }

        return reader.Facts;
    });

    public string? FindRevocation(ReadOnlyMemory<byte> list, ReadOnlyMemory<byte> publicKey, SshCertificateFacts? certificate) =>
        Read(list, (ref ListReader reader) =>
        {
            var question = new RevocationQuestion(publicKey, certificate);
            string? reason = null;
            while (reader.MoveNext())
            {
                reason ??= RevokedKeys.Find(reader.Kind, reader.Section, question);
            }

            return reason;
        });

    private delegate T Reading<T>(ref ListReader reader);

    private static T Read<T>(ReadOnlyMemory<byte> list, Reading<T> read)
    {
        try
        {
            var reader = new ListReader(list.Span);
            return read(ref reader);
        }
        catch (SshFormatException trouble)
        {
            throw new MimException(MimErrorCause.InvalidRevocationList, $"The key revocation list cannot be read: {trouble.Message}", inner: trouble);
        }
    }
}
