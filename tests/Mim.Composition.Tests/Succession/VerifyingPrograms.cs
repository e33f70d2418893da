using System.Security.Cryptography;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Succession;

/// <summary>What OpenSSL and GnuTLS say to a chain as a server shows it, with so much trust.</summary>
internal sealed class VerifyingPrograms(TemporaryFolder folder)
{
    private int _files;

    /// <summary>Whether both accept it. They must agree.</summary>
    public bool Accept(IReadOnlyList<byte[]> served, params IReadOnlyList<byte[]> trusted)
    {
        var (openSsl, gnuTls) = (OpenSsl(served, trusted), GnuTls(served, trusted));
        Assert.True((openSsl.ExitCode == 0) == (gnuTls.ExitCode == 0), $"{openSsl.Output}{openSsl.Error}{gnuTls.Output}{gnuTls.Error}");
        return openSsl.ExitCode == 0;
    }

    public ProgramResult OpenSsl(IReadOnlyList<byte[]> served, params IReadOnlyList<byte[]> trusted) => ProgramRunner.Run(
        "openssl",
        ["verify", "-x509_strict", "-no-CApath", "-no-CAstore", "-CAfile", Write(trusted), "-untrusted", Write(served), Write(served.Take(1))]);

    public ProgramResult GnuTls(IReadOnlyList<byte[]> served, params IReadOnlyList<byte[]> trusted) =>
        ProgramRunner.RunWithInput("certtool", File.ReadAllText(Write(served)), "--verify", "--load-ca-certificate", Write(trusted));

    private string Write(IEnumerable<byte[]> certificates)
    {
        var path = folder[$"{++_files}.pem"];
        File.WriteAllLines(path, certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate)));
        return path;
    }
}
