using Mim.Core.Stores;
using Mim.Testing;

namespace Mim.Core.Tests.Stores;

public sealed class PostgresAddressTests
{
    private const string Canary = "c4nary";

    [Theory]
    [InlineData("Host=localhost;Database=mim", "Host=localhost;Database=mim")]
    [InlineData(" database = mim ; SERVER='localhost' ; User Id=\"a\"\"b\";", "Host=localhost;Database=mim;Username=\"a\"\"b\"")]
    [InlineData("host=/run/postgresql;dbname=mim;search_path=inventory", "Host=/run/postgresql;Database=mim;Search Path=inventory")]
    [InlineData("postgres://localhost/mim", "Host=localhost;Database=mim")]
    [InlineData("postgresql://a%40b@localhost:5433/m%2Fm?connect_timeout=3&sslmode=prefer", "Host=localhost;Port=5433;Database=m/m;Username=a@b;SSL Mode=Prefer;Timeout=3")]
    [InlineData("postgresql:///mim?host=/run/postgresql", "Host=/run/postgresql;Database=mim")]
    [InlineData("postgresql://db.corp.test/mim", "Host=db.corp.test;Database=mim;SSL Mode=VerifyFull")]
    [InlineData("Host=db.corp.test;Database=mim;SSL Mode=verify-full", "Host=db.corp.test;Database=mim;SSL Mode=VerifyFull")]
    [InlineData("postgresql://a.test:5432,b.test:5433/mim?target_session_attrs=read-write", "Host=a.test:5432,b.test:5433;Database=mim;SSL Mode=VerifyFull;Target Session Attributes=read-write")]
    public void EitherWayOfWritingGivesOneText(string text, string location)
    {
        var address = Parse(text);

        Assert.Equal(location, address.Location);
        Assert.Equal(location, Parse(location).Location);
    }

    [Theory]
    [InlineData($"Host=localhost;Database=mim;Password={Canary}")]
    [InlineData($"pwd=\"{Canary}\";Host=localhost;Database=mim")]
    [InlineData($"postgresql://user:{Canary}@localhost/mim")]
    [InlineData($"postgresql:///mim?host=localhost&password={Canary}")]
    public void ThePasswordStandsApart(string text)
    {
        var address = Parse(text);

        Assert.Equal(Canary, address.Password);
        Assert.DoesNotContain(Canary, address.Location, StringComparison.Ordinal);
        Assert.Equal("Host=localhost;Database=mim;Username=other;Password=\"x;y\"", address.ConnectionString("other", "x;y"));
    }

    [Fact]
    public void PathsAreMadeFullOnes() => Assert.Equal(
        "Host=localhost;Database=mim;Root Certificate=/here/ca.pem;Passfile=/here/pgpass",
        PostgresAddress.Parse("Host=localhost;Database=mim;sslrootcert=ca.pem;Passfile=pgpass", path => $"/here/{path}").Location);

    [Theory]
    [InlineData("Host=localhost")]
    [InlineData("Database=mim")]
    [InlineData("Host=localhost;Database=mim;Port=5433x")]
    [InlineData("Host=localhost;Database=mim;nonsense")]
    [InlineData("Host=localhost;Database=mim;Trust Server Certificate=true")]
    [InlineData("Host=localhost;Database=mim;Include Error Detail=true")]
    [InlineData("Host=localhost;Database=mim;SSL Mode=Sometimes")]
    [InlineData("postgresql://localhost")]
    [InlineData("postgresql://localhost/mim/more")]
    public void WhatCannotBeMeantIsRefused(string text) => Refused(text);

    [Theory]
    [InlineData($"Host=localhost;Database=mim;Password=a;{Canary}")]
    [InlineData($"Host=localhost;Database=mim;Password=a;{Canary}=b")]
    [InlineData($"Host=localhost;Database=mim;Password='{Canary}")]
    [InlineData($"postgresql://user:a/{Canary}@localhost/mim")]
    [InlineData($"postgresql://user:12/{Canary}@localhost/mim")]
    [InlineData($"postgresql://user:a@{Canary}@localhost/mim")]
    public void ARefusalSaysNothingOfAPassword(string text)
    {
        var refused = Refused(text);

        Assert.DoesNotContain(Canary, $"{refused} {refused.Subject}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db.corp.test", "Require")]
    [InlineData("db.corp.test", "verify-ca")]
    [InlineData("10.0.0.7", "Disable")]
    [InlineData("localhost.corp.test", "Prefer")]
    [InlineData("localhost,db.corp.test", "Prefer")]
    [InlineData("fe80::1", "Allow")]
    public void AnotherMachineIsVerifiedInFull(string host, string mode)
    {
        Assert.Contains("VerifyFull", Refused($"Host={host};Database=mim;SSL Mode={mode}").Message, StringComparison.Ordinal);
        Assert.EndsWith(";SSL Mode=VerifyFull", Parse($"Host={host};Database=mim").Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.9:5433,localhost:5434")]
    [InlineData("::1")]
    [InlineData("/run/postgresql")]
    public void ThisMachineNeedsNoTls(string host)
    {
        Assert.DoesNotContain("SSL Mode", Parse($"Host={host};Database=mim").Location, StringComparison.Ordinal);
        Assert.EndsWith(";SSL Mode=Disable", Parse($"Host={host};Database=mim;SSL Mode=disable").Location, StringComparison.Ordinal);
    }

    [Fact]
    public void StoresHaveKeyFilesOfTheirOwn()
    {
        string[] stores =
        [
            "Host=db;Database=mim", "Host=db;Database=mim;Search Path=public", "Host=db;Database=mim;Port=5433", "Host=db;Database=Mim",
            "Host=db;Database=mim+public", "Host=db;Database=mim%2b", "Host=db2;Database=mim", "Host=/run/db;Database=mim", "Host=%2frun/db;Database=mim",
        ];

        var names = stores.Select(store => Parse(store).KeyFileName).ToList();

        Assert.Equal(stores.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Equal(name, Path.GetFileName(name)));
        Assert.Equal("db.corp-1.test+5432+mim_a.key", Parse("Host=DB.corp-1.test;Database=mim_a").KeyFileName);
        Assert.Equal(Parse("Host=db;Database=mim").KeyFileName, Parse("postgresql://somebody@db:5432/mim?schema=mim").KeyFileName);
    }

    [Fact]
    public void NoTextCrashesOrHangs()
    {
        var random = new Random(7);
        string[] parts = ["Host=", "postgresql://", "db", ";", "'", "\"", "=", "@", ":", "/", "?", "&", "[", "]", ",", " ", "Password", "%", "%2", "sslmode"];
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => parts[random.Next(parts.Length)]));
            if (Record.Exception(() => Parse(text)) is { } trouble)
            {
                Assert.Equal(MimErrorCause.InvalidArgument, Assert.IsType<MimException>(trouble).Cause);
            }
        }
    }

    private static PostgresAddress Parse(string text) => PostgresAddress.Parse(text, path => path);

    private static MimException Refused(string text)
    {
        var refused = Assert.Throws<MimException>(() => Parse(text));
        Assert.Equal(MimErrorCause.InvalidArgument, refused.Cause);
        return refused;
    }
}
