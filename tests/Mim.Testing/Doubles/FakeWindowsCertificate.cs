namespace Mim.Testing.Doubles;

/// <summary>A certificate of a <see cref="FakeWindows"/>.</summary>
public sealed record FakeWindowsCertificate(string Store, byte[] Certificate, bool HasPrivateKey, string Note, string? Reader);
