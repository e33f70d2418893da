namespace Mim.Ssh.Keys;

internal enum SshKeyFamily
{
    Rsa,
    Dsa,
    Ecdsa,
    Ed25519,
    Ed448,
}
