namespace Mim.Discovery.Network.Tls;

/// <summary>What the server chose (RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3).</summary>
internal sealed record ServerHello(TlsVersion Version, ushort Suite)
{
    private const int LongestCookie = 2048;

    // SHA-256 of "HelloRetryRequest".
    private static ReadOnlySpan<byte> RetryRandom =>
    [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ];

    /// <summary>It wants another hello, with a share of <see cref="Group"/> or its <see cref="Cookie"/>.</summary>
    public bool IsRetryRequest { get; private init; }

    /// <summary>Null when it chose none.</summary>
    public NamedGroup? Group { get; private set; }

    public byte[] KeyExchange { get; private set; } = [];

    public byte[] Cookie { get; private set; } = [];

    /// <summary>A staple may come after the certificate; before TLS 1.3 only.</summary>
    public bool HasStatus { get; private set; }

    /// <exception cref="EndpointException">It is none.</exception>
    public static ServerHello Parse(ReadOnlySpan<byte> body)
    {
        var reader = new TlsReader(body);
        var version = (TlsVersion)reader.Number16();
        var isRetry = reader.Octets(32).SequenceEqual(RetryRandom);
        reader.Vector8();
        var suite = reader.Number16();
        reader.Octet();
        var extensions = reader.IsEmpty ? default : reader.Vector16();
        var hello = new ServerHello(VersionIn(extensions) ?? version, suite) { IsRetryRequest = isRetry };
        hello.Take(extensions);
        return Enum.IsDefined(hello.Version) && !(isRetry && hello.Version != TlsVersion.Tls13)
            ? hello
            : throw EndpointException.Handshake($"it chose the unknown version 0x{(int)hello.Version:X4}");
    }

    private static TlsVersion? VersionIn(ReadOnlySpan<byte> extensions)
    {
        for (var reader = new TlsReader(extensions); !reader.IsEmpty;)
        {
            var type = (ExtensionType)reader.Number16();
            var content = new TlsReader(reader.Vector16());
            if (type == ExtensionType.SupportedVersions)
            {
                return (TlsVersion)content.Number16();
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Bounded(ReadOnlySpan<byte> cookie) => cookie.Length <= LongestCookie
        ? cookie
        : throw EndpointException.Handshake($"it sent a cookie of {cookie.Length} octets");

    private void Take(ReadOnlySpan<byte> extensions)
    {
        for (var reader = new TlsReader(extensions); !reader.IsEmpty;)
        {
            var type = (ExtensionType)reader.Number16();
            var content = new TlsReader(reader.Vector16());
            switch (type)
            {
                case ExtensionType.StatusRequest:
                    HasStatus = true;
                    break;
                case ExtensionType.Cookie:
                    Cookie = Bounded(content.Vector16()).ToArray();
                    break;
                case ExtensionType.KeyShare:
                    Group = (NamedGroup)content.Number16();
                    KeyExchange = IsRetryRequest ? [] : content.Vector16().ToArray();
                    break;
            }
        }
    }
}
