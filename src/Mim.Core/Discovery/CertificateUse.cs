namespace Mim.Core.Discovery;

/// <summary>A place in a program's configuration that names a certificate file.</summary>
/// <param name="Program"><c>nginx</c>, <c>apache</c>, <c>haproxy</c>, <c>postgresql</c>, <c>postfix</c>, <c>dovecot</c>, <c>openssl</c>, <c>stunnel</c>, <c>kubectl</c>, <c>mysql</c> …</param>
/// <param name="Configuration">Full path of the configuration file.</param>
/// <param name="Line">Line in it, from 1.</param>
public sealed record CertificateUse(string Program, string Configuration, int Line)
{
    public override string ToString() => $"{Program} ({Configuration}:{Line})";
}
