/** Words that names are made of, by where they are at home. Common words only; people made of them are invented. */
function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

export const javanese = {
  oldMen:
    words(`Ngadiman Suparman Sutrisno Tukiman Wagiman Sugeng Sukirno Paijo Parto Sarimin Slamet Sumarno Suyadi
    Ngatijo Poniman Karyono Darmo Sastro Wiryo Suroso Sutarjo Mulyono Kasiman Tarmuji Suharjo Jumadi Sucipto`),
  oldWomen:
    words(`Tukiyem Wagiyem Ngatinem Sumiyati Suparmi Sukinem Paikem Sarinah Suminah Kasiyem Parmi Jumiati
    Sulastri Sutinah Mujiyem Ponirah Rubiyem Sukarti Lasmi Ngatmi Satiyem Warsini Sri Sumarsih Kartini Sugiyem`),
  men: words(`Agus Bambang Budi Eko Dwi Tri Joko Heru Hari Teguh Wahyu Yoga Dimas Bayu Galih Rizky Bagas Aditya
    Andika Arif Prasetyo Sigit Yudi Fajar`),
  women:
    words(`Dewi Dwi Tri Endang Retno Ratna Wahyuni Lestari Puji Rini Yuni Ayu Putri Intan Kartika Anisa Nanik
    Dyah Wulan Septi Novi Fitri Rina`),
  menLast: words(`Santoso Prasetyo Wibowo Nugroho Setiawan Kurniawan Saputra Pratama Hidayat Susilo Purnomo
    Riyanto Handoko Cahyono Utomo Wicaksono Sulistyo Haryanto Ramadhan`),
  womenLast:
    words(`Lestari Wahyuni Rahayu Astuti Handayani Puspitasari Kusumawati Widyastuti Setyowati Anggraini
    Permatasari Ningsih Mulyani Susanti Purwanti Safitri Utami Maharani`),
}

export const sundanese = {
  men: words(`Asep Ujang Dede Cecep Deden Dadang Yayat Aceng Encep Iwan Endang Tatang Jajang Nandang Usep Agus Rudi
    Dandi Gilang Rangga`),
  women: words(
    `Euis Neng Iis Lilis Cucu Teti Tati Imas Enung Ai Nining Yani Eneng Dedeh Rina Siska Wina Nia Mia Ica`,
  ),
  menLast:
    words(`Sunandar Suryana Supriatna Hermawan Rohman Setiawan Mulyana Permana Sutisna Kurnia Nugraha Gunawan
    Saepudin Wahyudin Komarudin Firmansyah`),
  womenLast:
    words(`Komariah Rohayati Kurniasih Nurhayati Sumiati Rostika Maesaroh Yulianti Kartika Solihat Mulyati
    Sukaesih Nuraeni Fitriani Rosmiati`),
}

export const balinese = {
  menOrder: [['Wayan', 'Putu', 'Gede'], ['Made', 'Kadek'], ['Nyoman', 'Komang'], ['Ketut']],
  womenOrder: [['Wayan', 'Putu', 'Luh'], ['Made', 'Kadek'], ['Nyoman', 'Komang'], ['Ketut']],
  men: words(`Sudana Suarta Sukarma Widana Arnawa Suardika Mertayasa Astawa Darmawan Sutama Wirawan Adnyana Suparta
    Yasa Artana Budiarta Mahendra Pradnyana`),
  women:
    words(`Sudani Suartini Sukerti Widiani Asih Murniati Suryani Armini Sutarmi Wartini Purnami Sari Kerti Ariani
    Padmi Puspawati Dewi Astiti`),
}

export const islamic = {
  men: words(`Yusuf Idris Hasan Husain Ibrahim Ismail Ali Umar Usman Ilyas Hamzah Ridwan Fauzi Iqbal Taufik Zainal
    Saleh Anwar Arsyad Syarif Jafar Mustafa Ikhsan Rifai Lutfi`),
  women:
    words(`Aminah Fatimah Khadijah Aisyah Maryam Zainab Hajar Rahmah Hafsah Nurjanah Jamilah Halimah Saodah Rukiyah
    Zubaidah Maimunah Salma Nabila Rohani Marwah Asiah Zahra`),
  servants: words(
    'Rahman Rahim Malik Karim Latif Gani Hamid Majid Salam Aziz Kadir Wahab Rasyid Halim Basir',
  ),
  endings: words('Hakim Maulana Ramadhan Akbar Firdaus Hidayatullah Alamsyah Amin'),
}

export const bugis = {
  men: words(`Baharuddin Ambo Baso Beddu Tajuddin Kamaruddin Syamsuddin Lapude Mappa Sultan Nurdin Jamaluddin Rusdi
    Haeruddin Muhlis Sudirman Ansar Irfan`),
  women:
    words(`Besse Hasnawati Rosmini Hajrah Darmawati Suriani Nurhaeda Sitti Mariati Jumriah Indo Murni Hasmiah
    Nurlia Kasmawati Sartika`),
  last: words('Tuo Dalle Upe Sessu Lolo Rala Mallarangeng Pabbola Makkulau Tobo Palallo Saleng'),
}

export const batak = {
  men: words(
    'Jonathan Togar Parlindungan Hotman Sahat Maruli Binsar Poltak Rudi Daniel Samuel Andreas Tigor Jefri',
  ),
  women: words(
    'Rumondang Tiurma Lasma Rosdiana Derma Hotmaida Ruth Maria Ester Sondang Novita Debora Melati Nurlela',
  ),
  last: words(`Simanjuntak Siregar Nababan Hutapea Sitorus Manalu Pardede Sinaga Lumbantobing Napitupulu Sihombing
    Marpaung Tampubolon Ginting Sembiring`),
}

export const papuan = {
  men: words(
    'Yohanis Markus Lukas Petrus Yakobus Elias Agus Melkias Otniel Niko Simon Yulianus Pieter Derek',
  ),
  women: words(
    'Yosina Marice Orpa Dorkas Fransina Yuliana Ester Mariana Selfina Adolfina Naomi Martha Welmince',
  ),
  last: words(`Wenda Kogoya Tabuni Rumbiak Wanggai Mandacan Yoku Rumaropen Kambuaya Yikwa Murib Waromi Sawaki
    Korwa Mambrasar`),
}

export const moluccan = {
  men: words('Johanis Frans Wempi Semuel Ongen Rido Abner Ferdinand Jefri Ronald Hengki Marthen Alex'),
  women: words(
    'Christina Yohana Merry Febby Wilhelmina Sintia Agustina Beatrix Novita Antoneta Helena Lusia',
  ),
  last: words(`Pattiasina Tuhumury Latupeirissa Manuputty Sahetapy Matulessy Tomasoa Lekatompessy Sopacua Nanlohy
    Hukubun Rahayaan`),
}

export const chinese = {
  surnames: words('Tan Lie Oei Tjoa Liem Kwee Gouw Ong Lim Thio'),
  men: ['Kok Liong', 'Tiong Han', 'Boen Hwa', 'Siong Djin', 'Kim San', 'Eng Hian', 'Giok Tong'],
  women: ['Mei Ling', 'Siu Lan', 'Kim Lian', 'Giok Nio', 'Lan Hwa', 'Swan Nio', 'Bwee Lian'],
  modernMen: words('Hendra Kevin Steven Robby Yongki Ferry Andreas Willy Jimmy Vincent'),
  modernWomen: words('Lina Yenny Silvia Meilani Cindy Fanny Jessica Stella Vivian Olivia'),
  last: words('Halim Gunawan Wijaya Lesmana Hartanto Tanujaya Setiadi Budiman Kusuma Chandra'),
}
