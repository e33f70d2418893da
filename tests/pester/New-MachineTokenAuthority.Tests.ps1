Describe 'New-MachineTokenAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes a key that signs tokens' -ForEach @(
        @{ Key = 'EcdsaP256'; Algorithm = 'ES256' }
        @{ Key = 'Ed25519'; Algorithm = 'EdDSA' }
        @{ Key = 'Rsa2048'; Algorithm = 'RS256' }
    ) {
        $authority = New-MachineTokenAuthority "corp-$Key" -KeyAlgorithm $Key -Issuer https://ids.corp.test -LongestToken 30m
        $authority.Issuer, $authority.LongestToken.TotalMinutes, $authority.Status | Should -Be 'https://ids.corp.test', 30, 'Active'
        Assert-Views $authority
        $text = New-MachineToken "agent-$Key" -Authority $authority.Name -Audience registry -AsPlainText
        $header, $claims = $text.Split('.')[0..1] | ForEach-Object {
            [Text.Encoding]::UTF8.GetString([Buffers.Text.Base64Url]::DecodeFromChars($_)) | ConvertFrom-Json
        }
        $header.alg, $header.kid | Should -Be $Algorithm, $authority.KeyId
        $claims.iss, $claims.sub, $claims.aud, ($claims.exp - $claims.iat) | Should -Be 'https://ids.corp.test', "agent-$Key", 'registry', 1800
    }

    It 'takes names and columns from the pipeline' {
        ('a1', 'a2' | New-MachineTokenAuthority).Name | Should -Be 'a1', 'a2'
        $authority = [pscustomobject]@{ Name = 'csv01'; KeyAlgorithm = ''; Issuer = ''; LongestToken = '2h' } | New-MachineTokenAuthority
        $authority.KeyAlgorithm, $authority.Issuer, $authority.LongestToken.TotalHours | Should -Be 'EcdsaP256', 'csv01', 2
    }

    It 'changes nothing with -WhatIf, and reports what breaks a rule' {
        $null = New-MachineTokenAuthority there
        Assert-ChangesNothing { New-MachineTokenAuthority whatif -WhatIf }
        Assert-TestError { New-MachineTokenAuthority there -WhatIf } -Id IdentityExists -Category ResourceExists -Target there
        Assert-TestError { New-MachineTokenAuthority x -KeyAlgorithm EcdsaP521 } -Id InvalidKey -Category InvalidData -Target x
        Assert-TestError { New-MachineTokenAuthority x -LongestToken 400d } -Id InvalidArgument -Category InvalidArgument -Target x
    }

    It 'stops' {
        Assert-Stops 'New-MachineTokenAuthority "stop$([guid]::NewGuid())" -Store $store' @{ store = $store }
    }
}
