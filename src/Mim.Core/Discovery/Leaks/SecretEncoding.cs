namespace Mim.Core.Discovery.Leaks;

/// <summary>What a secret was written in.</summary>
public enum SecretEncoding
{
    /// <summary>Text as it is.</summary>
    Plain,

    /// <summary>RFC 4648, sections 4 and 5.</summary>
    Base64,

    Hexadecimal,

    /// <summary>RFC 3986, section 2.1.</summary>
    Percent,

    /// <summary>Text of UTF-16, in either order of octets.</summary>
    Utf16,
}
