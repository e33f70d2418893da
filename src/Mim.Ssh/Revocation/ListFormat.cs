namespace Mim.Ssh.Revocation;

/// <summary>The numbers of OpenSSH PROTOCOL.krl.</summary>
internal static class ListFormat
{
    public const uint Version = 1;

    public const byte Certificates = 1;
    public const byte ExplicitKey = 2;
    public const byte HashSha1 = 3;
    public const byte Signature = 4;
    public const byte HashSha256 = 5;
    public const byte Extension = 255;

    public const byte SerialList = 0x20;
    public const byte SerialRange = 0x21;
    public const byte SerialBitmap = 0x22;
    public const byte KeyIds = 0x23;
    public const byte CertificateExtension = 0x39;

    /// <summary>More bits in one number OpenSSH does not read, though ssh-keygen writes them.</summary>
    public const int MostBits = 16_384;

    public static ReadOnlySpan<byte> Magic => "SSHKRL\n\0"u8;
}
