using System.Diagnostics;

namespace Mim.Bench;

/// <summary>Certificates a second by the OpenSSL command line: a request with a new key, then signed by an authority.</summary>
internal static class OpenSslPeer
{
    private const int Count = 100;

    public static double Measure(string folder)
    {
        Programs.Run("openssl", folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=peer", "-days", "30");
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < Count; number++)
        {
            Programs.Run("openssl", folder, "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", $"/CN=host{number}");
            Programs.Run("openssl", folder, "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-out", "leaf.pem", "-days", "7");
        }

        return Count / watch.Elapsed.TotalSeconds;
    }
}
