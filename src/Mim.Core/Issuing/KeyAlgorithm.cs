namespace Mim.Core.Issuing;

/// <summary>Algorithms a key can be made with. The curve or size is part of the name.</summary>
public enum KeyAlgorithm
{
    EcdsaP256,
    EcdsaP384,
    EcdsaP521,
    Rsa2048,
    Rsa3072,
    Rsa4096,
    Ed25519,
}
