namespace Mim.Pki.Certificates;

/// <summary>An extension as read (RFC 5280 section 4.1.2.9).</summary>
internal readonly record struct Extension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value);
