using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Mim.Bench;

/// <summary>Certificates a second by cfssl's own server, asked by wrk on loopback for ten seconds.</summary>
internal static partial class CfsslPeer
{
    private const string Body = """{"request":{"hosts":["host.bench.test"],"CN":"host.bench.test","key":{"algo":"ecdsa","size":256}}}""";

    /// <summary>Null where cfssl or wrk is not installed.</summary>
    public static double? Measure(string folder)
    {
        if (!Programs.Exists("cfssl") || !Programs.Exists("wrk"))
        {
            return null;
        }

        Programs.Run("openssl", folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "cfssl.key", "-out", "cfssl.pem", "-subj", "/CN=cfssl", "-days", "30");
        var script = Path.Combine(folder, "post.lua");
        File.WriteAllText(script, $"wrk.method = 'POST'\nwrk.body = '{Body}'\nwrk.headers['Content-Type'] = 'application/json'\n");
        var port = FreePort();
        using var server = Programs.Start("cfssl", folder, "serve", "-loglevel", "5", "-address", "127.0.0.1", "-port", port, "-ca", "cfssl.pem", "-ca-key", "cfssl.key");
        try
        {
            WaitFor(port);
            var output = Programs.Run("wrk", folder, "-t", "1", "-c", "8", "-d", "10s", "-s", script, $"http://127.0.0.1:{port}/api/v1/cfssl/newcert");
            return output.Contains("Non-2xx", StringComparison.Ordinal)
                ? throw new InvalidOperationException("cfssl refused requests: " + output)
                : double.Parse(RateLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RateLine();

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    private static void WaitFor(string port)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", int.Parse(port, CultureInfo.InvariantCulture));
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(100);
            }
        }

        throw new InvalidOperationException("cfssl did not start.");
    }
}
