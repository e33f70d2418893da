using System.Formats.Asn1;
using System.Text;
using Mim.Delivery.Accounts.Ldap;
using Mim.Testing;

namespace Mim.Delivery.Tests.Accounts.Ldap;

public sealed class LdapEntryTests
{
    [Fact]
    public void Values_are_read_by_name_without_case()
    {
        var entry = LdapEntry.Read(Entry("cn=a", ("objectClass", ["top", "person"]), ("cn", ["a"])));
        Assert.Equal("cn=a", entry.Name);
        Assert.Equal(["top", "person"], entry.Texts("OBJECTCLASS"));
        Assert.True(entry.Is("Person"));
        Assert.Null(entry.Text("sn"));
    }

    [Theory]
    [InlineData("20260301120000Z", "2026-03-01T12:00:00Z")]
    [InlineData("20260301120000.0Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026", null)]
    [InlineData("99999999999999Z", null)]
    public void Times_are_generalized_or_nothing(string text, string? expected) => Assert.Equal(
        expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), LdapEntry.Read(Entry("", ("t", [text]))).Time("t"));

    [Theory]
    [InlineData("0", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("9223372036854775806", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData("133500000000000000", "2024-01-17T21:20:00Z")]
    public void Times_of_Windows_know_never(string text, string? expected) => Assert.Equal(
        expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
        LdapEntry.Read(Entry("", ("t", [text]))).WindowsTime("t"));

    [Fact]
    public void Damaged_entries_are_nothing_worse()
    {
        var sample = Octets("cn=a", ("objectClass", ["top", "person"]), ("pwdLastSet", ["133500000000000000"]), ("whenCreated", ["20260301120000.0Z"]));
        var mutator = new Mutator(seed: 4511);
        for (var index = 0; index < 5000; index++)
        {
            try
            {
                var entry = LdapEntry.Read(new AsnReader(mutator.Mutate(sample), AsnEncodingRules.BER));
                _ = (entry.Is("person"), entry.WindowsTime("pwdLastSet"), entry.Time("whenCreated"));
            }
            catch (AsnContentException)
            {
                // What is no entry is said to be none.
            }
        }
    }

    private static AsnReader Entry(string name, params (string Type, string[] Values)[] attributes) => new(Octets(name, attributes), AsnEncodingRules.BER);

    private static byte[] Octets(string name, params (string Type, string[] Values)[] attributes)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
        using (writer.PushSequence())
        {
            foreach (var (type, values) in attributes)
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(type));
                    using (writer.PushSetOf())
                    {
                        foreach (var value in values)
                        {
                            writer.WriteOctetString(Encoding.UTF8.GetBytes(value));
                        }
                    }
                }
            }
        }

        return writer.Encode();
    }
}
