using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Keys;

/// <summary>A certificate of a user or a host (OpenSSH PROTOCOL.certkeys), read and not verified.</summary>
/// <param name="Key">The key it is for.</param>
/// <param name="Facts">What its authority says of it.</param>
internal sealed record SshCertificate(SshPublicKey Key, SshCertificateFacts Facts)
{
    private const int MostPrincipals = 256;
    private const int MostOptions = 128;
    private const uint ForUsers = 1;
    private const uint ForHosts = 2;

    private static ReadOnlySpan<byte> Suffix => "-cert-v01@openssh.com"u8;

    /// <summary>The type of the key within a certificate of this type; null when it is none.</summary>
    public static SshKeyType? TypeOf(ReadOnlySpan<byte> name)
    {
        if (!name.EndsWith(Suffix))
        {
            return null;
        }

        var plain = name[..^Suffix.Length];
        return SshKeyType.Find(plain) ?? SshKeyType.Find([.. plain, .. "@openssh.com"u8]);
    }

    /// <summary>The type of the certificates of such keys.</summary>
    public static byte[] NameOf(SshKeyType type)
    {
        var name = type.Name;
        var vendor = name.IndexOf((byte)'@');
        return [.. vendor < 0 ? name : name[..vendor], .. Suffix];
    }

    /// <exception cref="SshFormatException">It is damaged, or no certificate.</exception>
    public static SshCertificate Read(ReadOnlySpan<byte> blob)
    {
        var reader = new SshWireReader(blob);
        var type = TypeOf(reader.Text()) ?? throw new SshFormatException("its certificate type is unknown.");
        reader.Text();
        var fields = reader.Rest;
        SshPublicKey.ReadFields(ref reader, type);
        var key = new WireBuilder().Text(type.Name).Raw(fields[..^reader.Rest.Length]).Bytes;
        var serial = reader.LongNumber();
        var isForHost = IsForHost(reader.Number());
        var keyId = PlainText.Of(reader.Text());
        var principals = Principals(reader.Text());
        var (from, until) = (reader.LongNumber(), reader.LongNumber());
        var critical = Options(reader.Text());
        var extensions = Options(reader.Text());
        reader.Text();
        var authority = SshPublicKey.Read(reader.Text());
        reader.Text();
        reader.End();
        return new SshCertificate(SshPublicKey.Read(key), new SshCertificateFacts
        {
            IsForHost = isForHost,
            SerialNumber = serial,
            KeyId = keyId,
            Principals = principals,
            NotBefore = Time(from),
            NotAfter = Time(until),
            CriticalOptions = critical,
            Extensions = extensions,
            AuthorityKey = authority.Blob,
            AuthorityFingerprint = authority.Fingerprint,
        });
    }

    private static bool IsForHost(uint kind) => kind switch
    {
        ForUsers => false,
        ForHosts => true,
        _ => throw new SshFormatException("its certificate is neither for a user nor for a host."),
    };

    private static List<string> Principals(ReadOnlySpan<byte> list)
    {
        var principals = new List<string>();
        for (var reader = new SshWireReader(list); !reader.IsAtEnd;)
        {
            principals.Add(PlainText.Of(reader.Text()));
            Limit(principals.Count, MostPrincipals);
        }

        return principals;
    }

    // The value of an option is a string within a string.
    private static List<SshKeyOption> Options(ReadOnlySpan<byte> list)
    {
        var options = new List<SshKeyOption>();
        for (var reader = new SshWireReader(list); !reader.IsAtEnd;)
        {
            var name = PlainText.Of(reader.Text());
            var value = new SshWireReader(reader.Text());
            options.Add(new SshKeyOption(name, value.IsAtEnd ? null : PlainText.Of(value.Text())));
            Limit(options.Count, MostOptions);
        }

        return options;
    }

    private static void Limit(int count, int most)
    {
        if (count > most)
        {
            throw new SshFormatException("its certificate lists more than OpenSSH reads.");
        }
    }

    // Zero and the largest number stand for always; what no calendar has is as good as always.
    private static DateTimeOffset? Time(ulong seconds) => seconds == 0 || seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? null
        : DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
