namespace Mim.Testing.Certificates;

/// <summary>A certificate in DER and its PKCS#8 key.</summary>
public sealed record TestLeaf(byte[] Certificate, byte[] Pkcs8);
