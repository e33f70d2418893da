namespace Mim.Core.Delivery;

/// <summary>A certificate in a store of Windows.</summary>
/// <param name="Certificate">DER.</param>
/// <param name="HasPrivateKey">Whether Windows has its key.</param>
/// <param name="Note">What Windows calls its friendly name; empty for none.</param>
public sealed record WindowsCertificate(byte[] Certificate, bool HasPrivateKey, string Note);
